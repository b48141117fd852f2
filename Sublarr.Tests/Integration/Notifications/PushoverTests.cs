using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Channels.Pushover;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

public sealed class PushoverTests : IAsyncLifetime
{
    private const string Key = "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef";

    private readonly ChannelLab<PushoverChannel> _lab = new();
    private FakePushover _pushover = null!;

    public async Task InitializeAsync() => _pushover = await FakeService.StartAsync<FakePushover>();

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _pushover.DisposeAsync();
    }

    [Fact]
    public async Task A_message_says_when_it_was_and_neither_key_is_shown()
    {
        var report = await _lab.DeliverAsync(Settings() with { Ttl = 3600 }, ChannelLab<PushoverChannel>.Downloaded("Brücke & <b>Nord</b> = 100%+"));

        report.ShouldHaveArrived();
        var form = _pushover.Request.Form;
        form["title"].ShouldBe("Subtitle downloaded");
        form["message"].ShouldBe("German subtitle for Brücke & <b>Nord</b> = 100%+ S02E01 from OpenSubtitles.com, score 539");
        form["timestamp"].ShouldBe($"{_lab.Clock.GetUtcNow().ToUnixTimeSeconds()}");
        (form["priority"], form["ttl"]).ShouldBe(("0", "3600"));
        form.Keys.ShouldNotContain("retry");
        form.Keys.ShouldNotContain("html");
        report.ShouldShowNothingOf(FakePushover.Token, FakePushover.User);
    }

    [Fact]
    public async Task An_emergency_says_how_often_and_how_long()
    {
        var report = await _lab.DeliverAsync(Settings() with { Priority = PushoverPriority.Emergency, Retry = 30, Expire = 600, Ttl = 3600 });

        report.ShouldHaveArrived();
        var form = _pushover.Request.Form;
        (form["priority"], form["retry"], form["expire"]).ShouldBe(("2", "30", "600"));
        form.Keys.ShouldNotContain("ttl");
    }

    [Fact]
    public async Task Title_and_text_are_opened_by_the_key_alone()
    {
        var report = await _lab.DeliverAsync(Settings() with { EncryptionKey = Key }, ChannelLab<PushoverChannel>.Downloaded("Brücke 🎬"));

        report.ShouldHaveArrived();
        var form = _pushover.Request.Form;
        form["encrypted"].ShouldBe("1");
        Decrypt(form["title"]).ShouldBe("Subtitle downloaded");
        Decrypt(form["message"]).ShouldBe("German subtitle for Brücke 🎬 S02E01 from OpenSubtitles.com, score 539");
        report.ShouldShowNothingOf("Brücke", Key);
    }

    [Fact]
    public async Task A_long_message_is_cut_to_what_Pushover_takes()
    {
        await _lab.DeliverAsync(Settings(), new ProviderFailed("subdl", new string('x', 990) + string.Concat(Enumerable.Repeat("🎬", 100)), 1, null));

        var message = _pushover.Request.Form["message"];
        message.EnumerateRunes().Count().ShouldBe(1024);
        message.ShouldEndWith("🎬…");
    }

    [Fact]
    public async Task A_key_that_is_wrong_is_named_with_what_helps_and_nothing_is_sent_again()
    {
        var wrongToken = await _lab.DeliverAsync(Settings() with { ApiToken = new string('b', 30) });
        var wrongUser = await _lab.DeliverAsync(Settings() with { UserKey = new string('b', 30) });

        wrongToken.ShouldBeRejected().ShouldBe("The receiver answered 400 Bad Request: it does not know the API token: copy that of your application from pushover.net.");
        wrongUser.ShouldBeRejected().ShouldContain("it does not know the user key");
    }

    [Fact]
    public async Task A_success_that_its_body_denies_is_none()
    {
        _pushover.AnswerNext(200, """{"status":0,"errors":["message cannot be blank"],"request":"5042853c"}""");

        (await _lab.DeliverAsync(Settings())).ShouldBeRejected().ShouldEndWith("message cannot be blank.");
    }

    [Fact]
    public async Task When_the_messages_of_the_month_are_used_up_it_waits_for_the_next()
    {
        var end = _lab.Clock.GetUtcNow().AddDays(3);
        _pushover.AnswerNext(
            429, """{"status":0,"errors":["application has exceeded its monthly message quota"]}""",
            ("X-Limit-App-Limit", "10000"), ("X-Limit-App-Remaining", "0"), ("X-Limit-App-Reset", $"{end.ToUnixTimeSeconds()}"));

        (await _lab.DeliverAsync(Settings())).ShouldBeTriedAgain().ShouldBe(end);
    }

    [Fact]
    public async Task A_fault_of_Pushovers_is_tried_again_after_five_seconds_at_least()
    {
        _pushover.AnswerNext(502, "<html>Bad Gateway</html>");

        (await _lab.DeliverAsync(Settings())).ShouldBeTriedAgain().ShouldBe(_lab.Clock.GetUtcNow().AddSeconds(5));
    }

    private PushoverSettings Settings() => new() { Url = _pushover.Url, UserKey = FakePushover.User, ApiToken = FakePushover.Token };

    // As the app reads it.
    private static string Decrypt(string field)
    {
        var (bytes, key) = (Convert.FromBase64String(field), Convert.FromHexString(Key));
        HMACSHA256.HashData(key, bytes.AsSpan(..^32)).ShouldBe(bytes[^32..]);
        using var aes = Aes.Create();
        aes.Key = key;
        using var packed = new GZipStream(new MemoryStream(aes.DecryptCbc(bytes.AsSpan(16..^32), bytes.AsSpan(..16))), CompressionMode.Decompress);
        using var reader = new StreamReader(packed, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
