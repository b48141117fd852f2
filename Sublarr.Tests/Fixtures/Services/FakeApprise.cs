namespace Sublarr.Tests.Fixtures.Services;

/// <summary>An Apprise API with one stored configuration; of the services that it is given addresses of, "down://" cannot be reached.</summary>
internal sealed class FakeApprise : FakeService
{
    public const string Key = "family-canary-4711-sublarr";

    protected override ServiceAnswer Answer(SentRequest request) => request switch
    {
        { Path: $"/notify/{Key}" or "/notify" } when request.Body.Contains("down://", StringComparison.Ordinal) =>
            new(424, """{"error":"One or more notifications could not be sent."}"""),
        { Path: $"/notify/{Key}" } => new(200, """{"error":null,"details":[]}"""),
        { Path: "/notify" } when request.Json.TryGetProperty("urls", out _) => new(200, """{"error":null,"details":[]}"""),
        { Path: var path } when path.StartsWith("/notify/", StringComparison.Ordinal) => new(204, ""),
        _ => new(404, "<h1>Not Found</h1>"),
    };
}
