using System.Net;
using Microsoft.Extensions.Configuration;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Startup;

namespace Sublarr.Tests.Unit.Webhooks;

public sealed class EgressProxyTests
{
    [Theory]
    [InlineData("http://proxy.lan:3128", "http://proxy.lan:3128")]
    [InlineData(" http://user:secret@proxy.lan:3128/ ", "http://***@proxy.lan:3128")]
    [InlineData("http://proxy.lan", "http://proxy.lan:80")]
    [InlineData("http://[fd00::7]:3128", "http://[fd00::7]:3128")]
    public void Address_is_shown_without_name_and_password(string written, string shown) => EgressProxy.Parse(written)!.ToString().ShouldBe(shown);

    [Theory]
    [InlineData("gate.lan:3128")]
    [InlineData("https://gate.lan:3128")]
    [InlineData("socks5://gate.lan:1080")]
    [InlineData("http://gate.lan:3128/path")]
    [InlineData("http://gate.lan:99999")]
    [InlineData("http://user:sec%0D%0Aret@proxy.lan:3128")]
    [InlineData("nonsense")]
    public void What_is_no_proxy_stops_the_start_under_its_key_and_is_not_repeated(string value)
    {
        var message = Should.Throw<StartupException>(() => Read(("SUBLARR_PROXY", value))).Message;

        message.ShouldStartWith("SUBLARR_PROXY: ");
        message.ShouldNotContain(value);
    }

    [Theory]
    [InlineData("192.168.0.0/99")]
    [InlineData("nas.lan, http://nas")]
    [InlineData("a b")]
    public void What_cannot_go_past_it_is_named_with_its_key(string value) =>
        Should.Throw<StartupException>(() => Read(("SUBLARR_PROXY", "http://proxy.lan:3128"), ("SUBLARR_NO_PROXY", value))).Message.ShouldStartWith("SUBLARR_NO_PROXY: ");

    [Fact]
    public void There_is_none_unless_it_is_configured_by_its_own_key()
    {
        Read(("HTTP_PROXY", "http://proxy.lan:3128"), ("HTTPS_PROXY", "http://proxy.lan:3128"), ("ALL_PROXY", "http://proxy.lan:3128")).ShouldBeNull();
        Read(("SUBLARR_PROXY", " ")).ShouldBeNull();
    }

    [Theory]
    [InlineData(null, "nas.lan", "192.168.1.7", true)]
    [InlineData(null, "nas.lan", "fd00::7", true)]
    [InlineData(null, "nas.lan", "::ffff:10.1.2.3", true)]
    [InlineData(null, "tailscale.example", "100.101.102.103", true)]
    [InlineData(null, "example.org", "93.184.216.34", false)]
    [InlineData("10.0.0.0/8", "nas.lan", "192.168.1.7", false)]
    [InlineData("nas.lan", "NAS.lan", "192.168.1.7", true)]
    [InlineData("nas.lan", "my.nas.lan", "192.168.1.7", false)]
    [InlineData(".example.org", "hooks.example.org", "93.184.216.34", true)]
    [InlineData(".example.org", "example.org", "93.184.216.34", false)]
    [InlineData("93.184.216.34", "example.org", "93.184.216.34", true)]
    public void The_home_network_goes_past_it_unless_something_else_is_named(string? direct, string host, string address, bool isDirect) =>
        Read(("SUBLARR_PROXY", "http://proxy.lan:3128"), ("SUBLARR_NO_PROXY", direct))!.IsPassedBy(host, IPAddress.Parse(address)).ShouldBe(isDirect);

    private static EgressProxy? Read(params (string Key, string? Value)[] variables) => SublarrSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(variables.Select(variable => KeyValuePair.Create(variable.Key, variable.Value))).Build()).Outbound.Proxy;
}
