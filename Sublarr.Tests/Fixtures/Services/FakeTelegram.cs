namespace Sublarr.Tests.Fixtures.Services;

/// <summary>Telegram with one bot, a person, a group with a topic, and a group that has become another.</summary>
internal sealed class FakeTelegram : FakeService
{
    public const string Token = "987654321:AAF-canary-abcdefghijklmnopqrstuvw";
    public const string Person = "123456789";
    public const string Group = "-1001234567890";
    public const string Grown = "-5550001";
    public const int Topic = 7;

    protected override ServiceAnswer Answer(SentRequest request)
    {
        if (request.Path != $"/bot{Token}/sendMessage")
        {
            return Refused(401, "Unauthorized");
        }

        return request.Json.GetProperty("chat_id").GetString() switch
        {
            Grown => Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", $$""","parameters": {"migrate_to_chat_id": {{Group}} }"""),
            Person or Group when TopicOf(request) is not (null or Topic) => Refused(400, "Bad Request: message thread not found"),
            Person or Group => new(200, """{"ok":true,"result":{"message_id":42,"date":1763664480}}"""),
            _ => Refused(400, "Bad Request: chat not found"),
        };
    }

    private static int? TopicOf(SentRequest request) => request.Json.TryGetProperty("message_thread_id", out var topic) ? topic.GetInt32() : null;

    private static ServiceAnswer Refused(int status, string description, string more = "") =>
        new(status, $$"""{"ok":false,"error_code":{{status}},"description":"{{description}}"{{more}} }""");
}
