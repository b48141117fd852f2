using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Discord;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

public sealed class DiscordTests : IAsyncLifetime
{
    private readonly ChannelLab<DiscordChannel> _lab = new();
    private FakeDiscord _discord = null!;

    public async Task InitializeAsync() => _discord = await FakeService.StartAsync<FakeDiscord>();

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _discord.DisposeAsync();
    }

    [Fact]
    public async Task A_hostile_title_is_written_as_it_is_and_calls_nobody()
    {
        var report = await _lab.DeliverAsync(Settings(), ChannelLab<DiscordChannel>.Downloaded("@everyone <@&42> [a](https://x) **b** `c` ||d|| ~~e~~ _f_ \\ *\u0301g*\n# Nord"));

        report.ShouldHaveArrived();
        var message = _discord.Request.Json;
        var embed = message.GetProperty("embeds").EnumerateArray().ShouldHaveSingleItem();
        embed.GetProperty("title").GetString().ShouldBe("Subtitle downloaded");
        embed.GetProperty("description").GetString().ShouldBe(
            @"German subtitle for @everyone \<@&42\> \[a\](https://x) \*\*b\*\* \`c\` \|\|d\|\| \~\~e\~\~ \_f\_ \\ " + "\\*\u0301g\\* \\# Nord S02E01 from OpenSubtitles.com, score 539");
        message.GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength().ShouldBe(0);
        message.TryGetProperty("flags", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task The_tone_is_a_colour_and_the_time_that_of_the_event()
    {
        IDomainEvent[] events = [SubtitleDownloaded.Example, ProviderFailed.Example, JobFailed.Example];
        foreach (var @event in events)
        {
            await _lab.DeliverAsync(Settings(), @event);
        }

        var embeds = _discord.Requests.Select(request => request.Json.GetProperty("embeds")[0]).ToList();
        embeds.Select(embed => embed.GetProperty("color").GetInt32()).ShouldBe([0x27C24C, 0xFFA500, 0xF05050]);
        embeds[0].GetProperty("timestamp").GetDateTimeOffset().ShouldBe(_lab.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_silent_message_goes_into_the_thread_that_was_chosen()
    {
        var report = await _lab.DeliverAsync(Settings() with { ThreadId = FakeDiscord.Thread, Silent = true });

        report.ShouldHaveArrived();
        _discord.Request.Query.ShouldBe($"?wait=true&thread_id={FakeDiscord.Thread}");
        _discord.Request.Json.GetProperty("flags").GetInt32().ShouldBe(4096);
    }

    [Fact]
    public async Task A_long_text_of_nothing_but_markup_is_cut_with_its_escapes_whole()
    {
        var report = await _lab.DeliverAsync(Settings(), new ProviderFailed("subdl", new string('*', 5000), 1, null));

        report.ShouldHaveArrived();
        var description = _discord.Request.Json.GetProperty("embeds")[0].GetProperty("description").GetString()!;
        description.Length.ShouldBeInRange(4090, 4096);
        description.ShouldEndWith(@"\*…");
    }

    [Fact]
    public async Task A_channel_that_is_written_to_too_often_is_tried_again_after_the_fraction_of_a_second_that_it_asks_for()
    {
        _discord.AnswerNext(429, """{"message":"You are being rate limited.","retry_after":0.4,"global":false}""", ("Retry-After", "1"));

        (await _lab.DeliverAsync(Settings())).ShouldBeTriedAgain().ShouldBe(_lab.Clock.GetUtcNow().AddSeconds(0.4));
    }

    [Fact]
    public async Task A_webhook_that_was_deleted_is_given_up_and_a_wrong_address_is_not_tried_again()
    {
        _discord.AnswerNext(404, """{"message":"Unknown Webhook","code":10015}""");
        var deleted = await _lab.DeliverAsync(Settings());
        var wrong = await _lab.DeliverAsync(Settings() with { WebhookUrl = _discord.WebhookUrl + "x" });
        var unknown = await _lab.DeliverAsync(Settings() with { ThreadId = "1" });

        deleted.IsGone.ShouldBeTrue();
        deleted.ShouldBeRejected().ShouldBe("The receiver answered 404 Not Found: this webhook has been deleted in Discord: make another, and enter its address.");
        (wrong.IsGone, unknown.IsGone).ShouldBe((false, false));
        wrong.ShouldBeRejected().ShouldContain("copy the whole of it from Discord");
        unknown.ShouldBeRejected().ShouldContain("no such thread");
        deleted.ShouldShowNothingOf(FakeDiscord.Token);
        deleted.Detail.Failure.ShouldBe(FailureClass.Http);
    }

    private DiscordSettings Settings() => new() { WebhookUrl = _discord.WebhookUrl };
}
