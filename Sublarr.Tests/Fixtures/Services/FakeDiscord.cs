namespace Sublarr.Tests.Fixtures.Services;

/// <summary>Discord with one webhook into a channel with one thread.</summary>
internal sealed class FakeDiscord : FakeService
{
    public const string Token = "kEr-canary-9aVx3TqT0pWm2sYbL7uZ";
    public const string Thread = "1187450230472155136";

    private static readonly int[] Limits = [256, 4096];

    public string WebhookUrl => $"{Url}/api/webhooks/1187450230472155000/{Token}";

    protected override ServiceAnswer Answer(SentRequest request)
    {
        if (request.Path != $"/api/webhooks/1187450230472155000/{Token}")
        {
            return new(401, """{"message":"Invalid Webhook Token","code":50027}""");
        }

        if (request.Query.Contains("thread_id", StringComparison.Ordinal) && !request.Query.Contains(Thread, StringComparison.Ordinal))
        {
            return new(404, """{"message":"Unknown Channel","code":10003}""");
        }

        var embed = request.Json.GetProperty("embeds")[0];
        int[] lengths = [embed.GetProperty("title").GetString()!.Length, embed.GetProperty("description").GetString()!.Length];
        if (lengths.Zip(Limits).Any(pair => pair.First > pair.Second))
        {
            return new(400, """{"code":50035,"errors":{"embeds":{"0":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH"}]}}},"message":"Invalid Form Body"}""");
        }

        return request.Query.Contains("wait=true", StringComparison.Ordinal) ? new(200, """{"id":"1187450230472155999","type":0,"content":""}""") : new(204, "");
    }
}
