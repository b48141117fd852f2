using System.Net;
using Microsoft.Extensions.Configuration;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Startup;

namespace Sublarr.Tests.Unit.Webhooks;

public sealed class EgressProfileTests
{
    [Theory]
    [InlineData("10.0.0.5", "private")]
    [InlineData("172.31.255.1", "private")]
    [InlineData("192.168.1.20", "private")]
    [InlineData("100.101.102.103", "private")]
    [InlineData("fd12:3456::1", "private")]
    [InlineData("192.0.2.1", "documentation")]
    [InlineData("198.51.100.1", "documentation")]
    [InlineData("203.0.113.1", "documentation")]
    [InlineData("2001:db8::1", "documentation")]
    [InlineData("3fff::1", "documentation")]
    [InlineData("192.0.0.1", "special")]
    [InlineData("192.88.99.1", "special")]
    [InlineData("198.18.0.1", "special")]
    [InlineData("100::1", "special")]
    [InlineData("5f00::1", "special")]
    [InlineData("64:ff9b::808:808", "embedded")]
    [InlineData("2002:808:808::1", "embedded")]
    [InlineData("::ffff:192.168.1.20", "private")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("93.184.215.14", null)]
    [InlineData("::ffff:93.184.215.14", null)]
    [InlineData("2606:4700::1111", null)]
    public void Public_profile_is_the_internet_alone(string address, string? rule)
    {
        RuleAgainst(address, 443, profile: "public").ShouldBe(rule);
    }

    [Theory]
    [InlineData("192.168.1.20", null)]
    [InlineData("::ffff:192.168.1.20", null)]
    [InlineData("192.168.7.1", "denied")]
    [InlineData("93.184.215.14", "not-allowed")]
    [InlineData("2606:4700::1111", "not-allowed")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("169.254.169.254", "link-local")]
    public void Custom_profile_is_what_is_allowed_less_what_is_denied(string address, string? rule)
    {
        RuleAgainst(address, 443, profile: "custom", allow: "192.168.0.0/16", deny: "192.168.7.0/24").ShouldBe(rule);
    }

    [Theory]
    [InlineData("127.0.0.1:8123", "127.0.0.1", "127.0.0.1", 8123, null)]
    [InlineData("127.0.0.1:8123", "127.0.0.1", "::ffff:127.0.0.1", 8123, null)]
    [InlineData("127.0.0.1:8123", "127.0.0.1", "127.0.0.1", 8124, "loopback")]
    [InlineData("127.0.0.1:8123", "localhost", "::1", 8123, "loopback")]
    [InlineData("localhost:8123", "LOCALHOST", "::1", 8123, null)]
    [InlineData("localhost:8123", "evil.example", "127.0.0.1", 8123, "loopback")]
    [InlineData("[::1]:8123", "::1", "::1", 8123, null)]
    [InlineData("127.0.0.0/8", "any.example", "127.0.0.9", 99, null)]
    [InlineData("127.0.0.0/8", "127.0.0.1", "127.0.0.1", 5765, "own-port")]
    [InlineData("127.0.0.1:5765", "127.0.0.1", "127.0.0.1", 5765, null)]
    [InlineData("0.0.0.0/0", "127.0.0.1", "127.0.0.1", 8123, "loopback")]
    [InlineData("169.254.169.254:80", "169.254.169.254", "169.254.169.254", 80, "link-local")]
    [InlineData("metadata.example:80", "metadata.example", "169.254.169.254", 80, "link-local")]
    [InlineData("169.254.0.0/16, 100.100.100.200/32", "x.example", "100.100.100.200", 80, "cloud-metadata")]
    public void Exception_opens_what_it_names_and_never_metadata(string allow, string host, string address, int port, string? rule)
    {
        PolicyOf(allow: allow).RuleAgainst(host, IPAddress.Parse(address), port).ShouldBe(rule);
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("fd00:ec2::254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    public void Metadata_address_is_refused_in_every_profile_and_by_every_exception(string address)
    {
        foreach (var profile in (string[])["lan", "public", "custom"])
        {
            var named = address.Contains(':') ? $"[{address}]:80" : $"{address}:80";
            RuleAgainst(address, 80, profile).ShouldNotBeNull();
            RuleAgainst(address, 80, profile, allow: $"{named}, 0.0.0.0/0, ::/0").ShouldNotBeNull();
        }
    }

    [Fact]
    public void Exception_opens_the_home_network_in_the_public_profile_and_deny_wins()
    {
        RuleAgainst("192.168.1.20", 443, profile: "public", allow: "192.168.1.20:443").ShouldBeNull();
        RuleAgainst("192.168.1.20", 443, profile: "public", allow: "192.168.1.20:443", deny: "192.168.0.0/16").ShouldBe("denied");
    }

    [Theory]
    [InlineData("SUBLARR_EGRESS_ALLOW", "127.0.0.1")]
    [InlineData("SUBLARR_EGRESS_ALLOW", "localhost:0")]
    [InlineData("SUBLARR_EGRESS_ALLOW", "localhost:65536")]
    [InlineData("SUBLARR_EGRESS_ALLOW", "localhost:+80")]
    [InlineData("SUBLARR_EGRESS_ALLOW", "::1:80")]
    [InlineData("SUBLARR_EGRESS_ALLOW", ":80")]
    [InlineData("SUBLARR_EGRESS_ALLOW", "http://nas:80")]
    [InlineData("SUBLARR_EGRESS_ALLOW", "192.168.1.5/16")]
    [InlineData("SUBLARR_EGRESS_ALLOW", "192.168.1.0/33")]
    [InlineData("SUBLARR_EGRESS_ALLOW", "nas:80, some thing:90")]
    [InlineData("SUBLARR_EGRESS_DENY", "nas:80")]
    [InlineData("SUBLARR_EGRESS_PROFILE", "open")]
    [InlineData("SUBLARR_EGRESS_PROFILE", "7")]
    public void Value_that_cannot_be_used_is_named_with_its_key(string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();

        Should.Throw<StartupException>(() => SublarrSettings.Read(configuration)).Message.ShouldStartWith($"{key}: ");
    }

    private static string? RuleAgainst(string address, int port, string profile = "lan", string allow = "", string deny = "") =>
        PolicyOf(profile, allow, deny).RuleAgainst(address, IPAddress.Parse(address), port);

    private static EgressPolicy PolicyOf(string profile = "lan", string allow = "", string deny = "")
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("SUBLARR_EGRESS_PROFILE", profile), new("SUBLARR_EGRESS_ALLOW", allow), new("SUBLARR_EGRESS_DENY", deny),
        ]).Build();
        return new EgressPolicy(SublarrSettings.Read(configuration).Outbound, new SublarrOptions());
    }
}
