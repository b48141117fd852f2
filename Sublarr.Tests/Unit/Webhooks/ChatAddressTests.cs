using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Tests.Unit.Webhooks;

public sealed class ChatAddressTests
{
    [Theory]
    [InlineData("https://discord.com/api/webhooks/1/abc", "https://discord.com/***")]
    [InlineData("https://ptb.discord.com/api/webhooks/1/abc?wait=true", "https://ptb.discord.com/***")]
    [InlineData("https://hooks.slack.com/services/T0/B0/x", "https://hooks.slack.com/***")]
    [InlineData("https://api.telegram.org/bot123:abc/sendMessage", "https://api.telegram.org/***")]
    [InlineData("http://bots.lan:8081/bot123456:AAF-abcdefghijklmnop/sendMessage", "http://bots.lan:8081/***")]
    [InlineData("https://contoso.webhook.office.com/webhookb2/1@2/IncomingWebhook/3/4", "https://contoso.webhook.office.com/***")]
    [InlineData("https://prod-01.westeurope.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke?sig=x", "https://prod-01.westeurope.logic.azure.com/***")]
    [InlineData("https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=t", "https://chat.googleapis.com/***")]
    [InlineData("https://maker.ifttt.com/trigger/done/with/key/abc", "https://maker.ifttt.com/***")]
    [InlineData("https://ntfy.sh/my-topic", "https://ntfy.sh/***")]
    [InlineData("https://chat.example.org/hooks/xk3jd8skf9rjcnf5d7", "https://chat.example.org/***")]
    [InlineData("http://ha.lan:8123/api/webhook/4f1c9e6d2b7a8053", "http://ha.lan:8123/***")]
    [InlineData("https://ntfy.sh/", "https://ntfy.sh/")]
    [InlineData("https://example.org/hooks/sonarr", "https://example.org/hooks/sonarr")]
    [InlineData("https://notdiscord.com/api/webhooks/1/abc", "https://notdiscord.com/api/webhooks/1/abc")]
    [InlineData("no address", "no address")]
    public void Of_an_address_that_is_a_secret_the_host_alone_is_shown(string address, string shown)
    {
        ChatAddress.Shown(address).ShouldBe(shown);
        new Redaction(new Uri("https://example.org/"), [], []).Url($"{address}").ShouldBe(shown);
    }

    [Fact]
    public void What_an_answer_repeats_of_it_is_masked()
    {
        var redaction = new Redaction(new Uri("https://discord.com/api/webhooks/123/abcdefghijklmnopqrst"), [], []);

        redaction.Text("Unknown webhook /api/webhooks/123/abcdefghijklmnopqrst, token abcdefghijklmnopqrst").ShouldBe("Unknown webhook ***, token ***");
    }
}
