using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Channels.Telegram;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

public sealed class TelegramTests : IAsyncLifetime
{
    private readonly ChannelLab<TelegramChannel> _lab = new();
    private FakeTelegram _telegram = null!;

    public async Task InitializeAsync() => _telegram = await FakeService.StartAsync<FakeTelegram>();

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _telegram.DisposeAsync();
    }

    [Fact]
    public async Task The_title_is_bold_and_nothing_in_a_hostile_one_is_markup_or_calls_somebody()
    {
        var report = await _lab.DeliverAsync(Settings() with { ThreadId = FakeTelegram.Topic }, ChannelLab<TelegramChannel>.Downloaded("<b>*x*</b> @everyone </pre>&amp; [a](tg://user?id=1)"));

        report.ShouldHaveArrived();
        var message = _telegram.Request.Json;
        message.TryGetProperty("parse_mode", out _).ShouldBeFalse();
        message.GetProperty("text").GetString().ShouldBe(
            "Subtitle downloaded\nGerman subtitle for <b>*x*</b> @\u2060everyone </pre>&amp; [a](tg://user?id=1) S02E01 from OpenSubtitles.com, score 539");
        var bold = message.GetProperty("entities").EnumerateArray().ShouldHaveSingleItem();
        (bold.GetProperty("type").GetString(), bold.GetProperty("offset").GetInt32(), bold.GetProperty("length").GetInt32()).ShouldBe(("bold", 0, "Subtitle downloaded".Length));
        message.GetProperty("message_thread_id").GetInt32().ShouldBe(FakeTelegram.Topic);
        message.GetProperty("link_preview_options").GetProperty("is_disabled").GetBoolean().ShouldBeTrue();
        report.ShouldShowNothingOf(FakeTelegram.Token, "AAF-canary");
    }

    [Fact]
    public async Task A_long_message_is_cut_to_what_Telegram_takes()
    {
        await _lab.DeliverAsync(Settings(), new ProviderFailed("subdl", string.Concat(Enumerable.Repeat("🎬", 3000)), 1, null));

        var text = _telegram.Request.Json.GetProperty("text").GetString()!;
        text.Length.ShouldBeInRange(3800, 4096);
        text.ShouldEndWith("🎬…");
    }

    [Fact]
    public async Task A_bot_that_writes_too_often_comes_back_when_Telegram_says()
    {
        _telegram.AnswerNext(429, """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 5","parameters":{"retry_after":5}}""");

        (await _lab.DeliverAsync(Settings())).ShouldBeTriedAgain().ShouldBe(_lab.Clock.GetUtcNow().AddSeconds(5));
    }

    [Fact]
    public async Task A_group_that_has_become_another_is_followed_and_its_number_told()
    {
        var subscription = _lab.Subscription(Settings() with { ChatId = FakeTelegram.Grown });

        var first = await _lab.DeliverToAsync(subscription);
        var second = await _lab.DeliverToAsync(subscription);

        first.ShouldHaveArrived();
        second.ShouldHaveArrived();
        _telegram.Requests.Select(request => request.Json.GetProperty("chat_id").GetString()).ShouldBe([FakeTelegram.Grown, FakeTelegram.Group, FakeTelegram.Group]);
        second.Detail.Note!.ShouldContain($"is now the chat {FakeTelegram.Group}");
    }

    [Theory]
    [InlineData("42", 0, "the bot knows no such chat")]
    [InlineData(FakeTelegram.Group, 8, "the group has no such topic")]
    public async Task A_chat_that_there_is_not_is_named_with_what_helps(string chat, int topic, string advice)
    {
        var report = await _lab.DeliverAsync(Settings() with { ChatId = chat, ThreadId = topic });

        report.ShouldBeRejected().ShouldContain(advice);
    }

    [Fact]
    public async Task A_wrong_token_and_a_bot_that_was_blocked_are_not_tried_again()
    {
        var wrong = await _lab.DeliverAsync(Settings() with { BotToken = "1234567:AAF-another-abcdefghijklmnopqrstuv" });
        _telegram.AnswerNext(403, """{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}""");
        var blocked = await _lab.DeliverAsync(Settings());

        wrong.ShouldBeRejected().ShouldContain("it does not know the token");
        blocked.ShouldBeRejected().ShouldContain("Forbidden: bot was blocked by the user");
        blocked.IsGone.ShouldBeFalse();
    }

    [Fact]
    public void A_group_is_written_to_at_most_twenty_times_a_minute_and_a_person_once_a_second()
    {
        _lab.Channel.SpacingOf(_lab.Subscription(Settings())).ShouldBe(TimeSpan.FromSeconds(1));
        _lab.Channel.SpacingOf(_lab.Subscription(Settings() with { ChatId = FakeTelegram.Group })).ShouldBe(TimeSpan.FromSeconds(3));
    }

    private TelegramSettings Settings() => new() { Url = _telegram.Url, BotToken = FakeTelegram.Token, ChatId = FakeTelegram.Person };
}
