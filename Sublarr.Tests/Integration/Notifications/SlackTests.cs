using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Channels.Slack;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

public sealed class SlackTests : IAsyncLifetime
{
    private readonly ChannelLab<SlackChannel> _lab = new();
    private FakeSlack _slack = null!;

    public async Task InitializeAsync() => _slack = await FakeService.StartAsync<FakeSlack>();

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task A_hostile_title_is_plain_text_in_the_blocks_and_escaped_in_the_fallback()
    {
        var report = await _lab.DeliverAsync(Settings(), ChannelLab<SlackChannel>.Downloaded("<!channel> & *bold* :smile: <https://x|y>"));

        report.ShouldHaveArrived();
        var attachment = _slack.Request.Json.GetProperty("attachments").EnumerateArray().ShouldHaveSingleItem();
        attachment.GetProperty("color").GetString().ShouldBe("#27c24c");
        attachment.GetProperty("fallback").GetString().ShouldBe(
            "Subtitle downloaded: German subtitle for &lt;!channel&gt; &amp; *bold* :smile: &lt;https://x|y&gt; S02E01 from OpenSubtitles.com, score 539");
        var texts = attachment.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("text")).ToList();
        texts.ShouldAllBe(text => text.GetProperty("type").GetString() == "plain_text" && !text.GetProperty("emoji").GetBoolean());
        texts.Select(text => text.GetProperty("text").GetString()).ShouldBe(
            ["Subtitle downloaded", "German subtitle for <!channel> & *bold* :smile: <https://x|y> S02E01 from OpenSubtitles.com, score 539"]);
        report.ShouldShowNothingOf("canaryXXX");
    }

    [Fact]
    public async Task What_takes_messages_as_Slack_does_is_sent_title_and_text_that_call_nobody()
    {
        await using var mattermost = await FakeService.StartAsync<FakeMattermost>();

        var report = await _lab.DeliverAsync(
            new SlackSettings { WebhookUrl = mattermost.WebhookUrl }, ChannelLab<SlackChannel>.Downloaded("<!channel> @all *bold* :smile: <https://x|y>"));

        report.ShouldHaveArrived();
        mattermost.Attachment.GetProperty("title").GetString().ShouldBe("Subtitle downloaded");
        mattermost.Attachment.GetProperty("text").GetString().ShouldBe(
            "German subtitle for &lt;\\!channel&gt; @\u2060all \\*bold\\* :\u2060smile:\u2060 &lt;https:\u2060//x\\|y&gt; S02E01 from OpenSubtitles.com, score 539");
        mattermost.Attachment.TryGetProperty("blocks", out _).ShouldBeFalse();
        report.ShouldShowNothingOf("canaryyy");
    }

    [Theory]
    [InlineData("https://hooks.slack.com/services/T0/B0/x", true)]
    [InlineData("https://hooks.slack-gov.com/services/T0/B0/x", true)]
    [InlineData("https://chat.example.org/hooks/x", false)]
    [InlineData("https://hooks.slack.com.example.org/hooks/x", false)]
    [InlineData("https://notslack.com/hooks/x", false)]
    public void Slack_itself_is_known_by_its_host(string address, bool isSlack) => SlackAttachment.IsSlack(new Uri(address)).ShouldBe(isSlack);

    [Fact]
    public async Task A_long_text_is_cut_to_what_a_block_holds()
    {
        var report = await _lab.DeliverAsync(Settings(), new ProviderFailed("subdl", new string('&', 5000), 1, null));

        report.ShouldHaveArrived();
        _slack.Request.Json.GetProperty("attachments")[0].GetProperty("fallback").GetString()!.ShouldEndWith("&amp;…");
    }

    [Theory]
    [InlineData(404, "no_service", true, "this webhook has been removed in Slack")]
    [InlineData(410, "channel_is_archived", true, "the channel is archived")]
    [InlineData(403, "action_prohibited", false, "an administrator of Slack does not allow")]
    [InlineData(403, "invalid_token", false, "copy the whole of it from Slack")]
    [InlineData(400, "invalid_payload", false, "its answer says what it does not take")]
    public async Task What_Slack_refuses_is_named_with_what_helps_and_what_is_no_more_is_given_up(int status, string answer, bool isGone, string advice)
    {
        _slack.AnswerNext(status, answer);

        var report = await _lab.DeliverAsync(Settings());

        report.ShouldBeRejected().ShouldContain(advice);
        report.IsGone.ShouldBe(isGone);
    }

    [Fact]
    public async Task A_channel_that_is_written_to_too_often_is_tried_again_when_Slack_says()
    {
        _slack.AnswerNext(429, "rate_limited", ("Retry-After", "120"));

        (await _lab.DeliverAsync(Settings())).ShouldBeTriedAgain().ShouldBe(_lab.Clock.GetUtcNow().AddSeconds(120));
    }

    private SlackSettings Settings() => new() { WebhookUrl = _slack.WebhookUrl };
}
