using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Tests.Unit.Webhooks;

public sealed class WebhookSettingsTests
{
    private readonly WebhookSettingsValidator validator = new(null, new EgressPolicy(
        new OutboundOptions { Egress = EgressSettings.Standard with { Allow = [EgressException.Parse("nas.local:10080")!] } }, new SublarrOptions()));

    [Theory]
    [InlineData("https://example.org")]
    [InlineData("http://192.168.1.20:8123/api/webhook/abc?x=1")]
    [InlineData("http://[fd12::1]:9000/")]
    [InlineData("http://nas.local./hook")]
    [InlineData("http://nas.local:10080/hook")]
    public void Address_of_a_receiver_is_accepted(string url)
    {
        validator.Validate(With(url)).IsValid.ShouldBeTrue();
    }

    [Theory]
    [InlineData("", "Enter the address")]
    [InlineData("example.org/hook", "must start with http://")]
    [InlineData("/hook", "must start with http://")]
    [InlineData("ftp://example.org", "must start with http://")]
    [InlineData("file:///etc/passwd", "must start with http://")]
    [InlineData("gopher://example.org", "must start with http://")]
    [InlineData("https://ann:pass@example.org", "remove everything between")]
    [InlineData("https://ann@example.org", "remove everything between")]
    [InlineData("https://example.org:0/", "1 to 65535")]
    [InlineData("https://example.org:65536/", "must start with http://")]
    [InlineData("http://example.org:25/", "speaks no HTTP")]
    [InlineData("http://192.168.1.20:6379/", "allow 192.168.1.20:6379 under Settings")]
    public void Other_address_is_refused_with_a_remedy(string url, string message)
    {
        validator.Validate(With(url)).Errors.ShouldHaveSingleItem().ErrorMessage.ShouldContain(message);
    }

    [Theory]
    [InlineData("", "Generate a secret")]
    [InlineData("short", "generate one")]
    [InlineData("whsec_short", "generate one")]
    public void Weak_secret_is_refused_with_a_remedy(string secret, string message)
    {
        var settings = new WebhookSettings { Url = "https://example.org", Secret = secret };

        validator.Validate(settings).Errors.ShouldHaveSingleItem().ErrorMessage.ShouldContain(message);
    }

    private static WebhookSettings With(string url) => new() { Url = url, Secret = WebhookSettings.NewSecret() };
}
