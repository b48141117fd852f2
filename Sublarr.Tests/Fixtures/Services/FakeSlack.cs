namespace Sublarr.Tests.Fixtures.Services;

/// <summary>Slack with one incoming webhook. It answers words, not JSON.</summary>
internal sealed class FakeSlack : FakeService
{
    public const string Path = "/services/T00000000/B00000000/canaryXXXXXXXXXXXXXXXXX";

    /// <summary>Under a name of Slack's own, which a <see cref="ChannelLab{TChannel}"/> finds on this machine.</summary>
    public string WebhookUrl => Url.Replace("127.0.0.1", "hooks.slack.com", StringComparison.Ordinal) + Path;

    protected override ServiceAnswer Answer(SentRequest request) => request switch
    {
        { Path: not Path } => new(404, "no_service"),
        _ when TextOf(request).Length is > 0 and <= 3000 => new(200, "ok"),
        _ => new(400, "invalid_blocks"),
    };

    private static string TextOf(SentRequest request) => request.Json.GetProperty("attachments")[0].GetProperty("blocks")[1].GetProperty("text").GetProperty("text").GetString()!;
}
