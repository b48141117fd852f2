using Sublarr.Domain.Incoming;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Tests.Unit.Webhooks;

public sealed class RedactionTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    // As a webhook with this address and secret has it.
    private readonly Redaction redaction = WebhookTarget.Of(new WebhookSettings { Url = "https://example.org/hook?token=canary%2Ftoken", Secret = Secret }).Redaction;

    [Theory]
    [InlineData("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2")]
    [InlineData("https://example.org/a?token=abc", "https://example.org/a?token=***")]
    [InlineData("https://example.org/a?x=1&access_token=abc&y=2", "https://example.org/a?x=1&access_token=***&y=2")]
    [InlineData("https://example.org/a?apiKey=abc", "https://example.org/a?apiKey=***")]
    [InlineData("https://example.org/a?api_key=abc#top", "https://example.org/a?api_key=***#top")]
    [InlineData("https://example.org/a?password=abc", "https://example.org/a?password=***")]
    [InlineData("https://example.org/a?sig=abc", "https://example.org/a?sig=***")]
    [InlineData("https://example.org/a?X-Amz-Signature=abc", "https://example.org/a?X-Amz-Signature=***")]
    [InlineData("https://example.org/a?client_secret=abc", "https://example.org/a?client_secret=***")]
    [InlineData("https://example.org/a?design=1&author=me", "https://example.org/a?design=1&author=me")]
    [InlineData("https://ann:secret@example.org/", "https://example.org/")]
    [InlineData("/login?session_id=abc", "/login?session_id=***")]
    public void Secret_parts_of_an_address_are_masked(string address, string shown)
    {
        redaction.Url(address).ShouldBe(shown);
    }

    [Theory]
    [InlineData("wrong key MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw!", "wrong key ***!")]
    [InlineData("wrong key whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw!", "wrong key ***!")]
    [InlineData("canary/token and canary%2Ftoken", "*** and ***")]
    public void Own_secrets_are_masked_wherever_they_turn_up(string text, string shown)
    {
        redaction.Text(text).ShouldBe(shown);
    }

    [Theory]
    [InlineData("""{"sent":"Bearer abc\/def+ghi&\"jkl"}""", """{"sent":"***"}""")]
    [InlineData("""{"sent":"Bearer abc/def\u002Bghi\u0026\u0022jkl"}""", """{"sent":"***"}""")]
    [InlineData("""{"sent":"Bearer abc/def\u002bghi\u0026\u0022jkl"}""", """{"sent":"***"}""")]
    [InlineData("sent=Bearer%20abc%2Fdef%2Bghi%26%22jkl", "sent=***")]
    [InlineData("sent=Bearer+abc%2fdef%2bghi%26%22jkl", "sent=***")]
    [InlineData("<p>Bearer abc/def+ghi&amp;&quot;jkl</p>", "<p>***</p>")]
    public void A_header_that_a_receiver_repeats_is_masked_in_whatever_way_it_writes_it(string text, string shown)
    {
        var sent = WebhookTarget.Of(new WebhookSettings
        {
            Url = "https://example.org/hook",
            Secret = Secret,
            Headers = new Dictionary<string, string> { ["X-Token"] = "Bearer abc/def+ghi&\"jkl" },
        });

        sent.Redaction.Text(text).ShouldBe(shown);
    }

    [Fact]
    public void Headers_that_carry_credentials_are_masked()
    {
        using var message = new HttpRequestMessage();
        string[] masked = ["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Api-Key", "X-Auth-Token", "X-Secret", "Session-Id"];
        string[] shown = ["webhook-id", "webhook-signature", "X-Sublarr-Signature", "WWW-Authenticate", "Date", "X-RateLimit-Remaining"];
        foreach (var name in masked.Concat(shown))
        {
            message.Headers.TryAddWithoutValidation(name, "value").ShouldBeTrue();
        }

        var headers = redaction.Headers(message.Headers, null);

        masked.ShouldAllBe(name => headers[name] == "***");
        shown.ShouldAllBe(name => headers[name] == "value");
    }
}
