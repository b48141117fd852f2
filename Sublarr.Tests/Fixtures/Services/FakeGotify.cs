namespace Sublarr.Tests.Fixtures.Services;

/// <summary>A Gotify with one application.</summary>
internal sealed class FakeGotify : FakeService
{
    public const string Token = "AzAbCdEfGhIjKlM";

    protected override ServiceAnswer Answer(SentRequest request) => request switch
    {
        { Path: not "/message" } => new(404, """{"error":"Not Found","errorCode":404,"errorDescription":"page not found"}"""),
        _ when request.Headers.GetValueOrDefault("X-Gotify-Key") != Token =>
            new(401, """{"error":"Unauthorized","errorCode":401,"errorDescription":"you need to provide a valid access token or user credentials to access this api"}"""),
        _ => new(200, """{"id":25,"appid":5,"message":"","title":"","priority":5,"date":"2026-11-20T19:30:00Z"}"""),
    };
}
