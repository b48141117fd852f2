using System.Text.Json;

namespace Sublarr.Tests.Fixtures.Services;

/// <summary>A Mattermost with one incoming webhook. It takes attachments with whatever they hold, and draws title and text of them alone.</summary>
internal sealed class FakeMattermost : FakeService
{
    public const string Path = "/hooks/canaryyyyyyyyyyyyyyyyyyyyy";

    public string WebhookUrl => Url + Path;

    /// <summary>The attachment as it was sent.</summary>
    public JsonElement Attachment => Request.Json.GetProperty("attachments").EnumerateArray().ShouldHaveSingleItem();

    protected override ServiceAnswer Answer(SentRequest request) => request switch
    {
        { Path: not Path } => new(400, """{"id":"web.incoming_webhook.invalid.app_error","message":"Invalid webhook.","status_code":400}"""),
        _ when request.Json.TryGetProperty("attachments", out _) => new(200, "ok"),
        _ => new(400, """{"id":"web.incoming_webhook.text.app_error","message":"No text specified.","status_code":400}"""),
    };
}
