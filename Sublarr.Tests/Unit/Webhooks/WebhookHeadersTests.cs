using Sublarr.Infrastructure.Channels.Webhook;

namespace Sublarr.Tests.Unit.Webhooks;

public sealed class WebhookHeadersTests
{
    private readonly WebhookSettingsValidator validator = new(null);

    [Theory]
    [InlineData("X-Api-Key", "abc")]
    [InlineData("Authorization", "Token abc def")]
    [InlineData("x_custom.header~1", "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~")]
    public void Header_of_the_receivers_choosing_is_accepted(string name, string value)
    {
        validator.Validate(With(name, value)).IsValid.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Host", "a", "sets the header")]
    [InlineData("host", "a", "sets the header")]
    [InlineData("Connection", "a", "sets the header")]
    [InlineData("Keep-Alive", "a", "sets the header")]
    [InlineData("Proxy-Authorization", "a", "sets the header")]
    [InlineData("TE", "a", "sets the header")]
    [InlineData("Trailer", "a", "sets the header")]
    [InlineData("Transfer-Encoding", "chunked", "sets the header")]
    [InlineData("Upgrade", "a", "sets the header")]
    [InlineData("Content-Length", "1", "sets the header")]
    [InlineData("Content-Type", "text/plain", "sets the header")]
    [InlineData("webhook-id", "a", "sets the header")]
    [InlineData("Webhook-Signature", "a", "sets the header")]
    [InlineData("X-Sublarr-Event", "a", "sets the header")]
    [InlineData("", "a", "Enter the name")]
    [InlineData("X Key", "a", "letters, digits and hyphens")]
    [InlineData("X-Key:", "a", "letters, digits and hyphens")]
    [InlineData("X-Key\r\nEvil", "a", "letters, digits and hyphens")]
    [InlineData("X-Key", "", "Enter the value of the header X-Key")]
    [InlineData("X-Key", "a\r\nEvil: b", "one line")]
    [InlineData("X-Key", "a\nb", "one line")]
    [InlineData("X-Key", "a\0b", "one line")]
    [InlineData("X-Key", "Café", "one line")]
    public void Other_header_is_refused_with_a_remedy(string name, string value, string message)
    {
        validator.Validate(With(name, value)).Errors.ShouldHaveSingleItem().ErrorMessage.ShouldContain(message);
    }

    [Theory]
    [InlineData(WebhookAuth.Basic, "", "secret", "Enter the name")]
    [InlineData(WebhookAuth.Basic, "ann:x", "secret", "no colon")]
    [InlineData(WebhookAuth.Basic, "ann", "", "Enter the password")]
    [InlineData(WebhookAuth.Basic, "ann", "a\nb", "line breaks")]
    [InlineData(WebhookAuth.Bearer, "", "", "Enter the token")]
    [InlineData(WebhookAuth.Bearer, "", "töken", "no header may hold")]
    public void Authentication_that_cannot_be_sent_is_refused(WebhookAuth type, string user, string secret, string message)
    {
        var settings = With("X-Key", "a") with { AuthType = type, AuthUser = user, AuthSecret = secret };

        validator.Validate(settings).Errors.ShouldHaveSingleItem().ErrorMessage.ShouldContain(message);
    }

    [Fact]
    public void Authorization_is_set_once()
    {
        var settings = With("authorization", "Token abc") with { AuthType = WebhookAuth.Bearer, AuthSecret = "abc" };

        validator.Validate(settings).Errors.ShouldHaveSingleItem().ErrorMessage.ShouldContain("remove one of the two");
    }

    private static WebhookSettings With(string name, string value) =>
        new() { Url = "https://example.org", Secret = WebhookSettings.NewSecret(), Headers = new() { [name] = value } };
}
