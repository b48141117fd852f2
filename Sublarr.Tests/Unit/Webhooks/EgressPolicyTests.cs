using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Tests.Unit.Webhooks;

public sealed class EgressPolicyTests
{
    private const int OwnPort = 5765;

    private readonly EgressPolicy policy = new(new OutboundOptions(), new SublarrOptions { Port = OwnPort });

    [Theory]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("169.254.0.1", "link-local")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fe80::1%2", "link-local")]
    [InlineData("fec0::1", "link-local")]
    [InlineData("fd00:ec2::254", "cloud-metadata")]
    [InlineData("fd20:ce::254", "cloud-metadata")]
    [InlineData("100.100.100.200", "cloud-metadata")]
    [InlineData("168.63.129.16", "cloud-metadata")]
    [InlineData("192.0.0.192", "cloud-metadata")]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("0.1.2.3", "unspecified")]
    [InlineData("::", "unspecified")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("239.255.255.250", "multicast")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("240.0.0.1", "reserved")]
    [InlineData("255.255.255.255", "reserved")]
    [InlineData("::ffff:169.254.169.254", "link-local")]
    [InlineData("::169.254.169.254", "link-local")]
    [InlineData("::ffff:0:169.254.169.254", "link-local")]
    [InlineData("64:ff9b::169.254.169.254", "link-local")]
    [InlineData("64:ff9b:1::169.254.169.254", "link-local")]
    [InlineData("64:ff9b:1:a9fe:a9:fe00::", "link-local")]
    [InlineData("2002:a9fe:a9fe::1", "link-local")]
    [InlineData("2001:0:a9fe:a9fe::1", "link-local")]
    [InlineData("2001:0:808:808::5601:5601", "link-local")]
    [InlineData("::ffff:100.100.100.200", "cloud-metadata")]
    [InlineData("2002:6464:64c8::", "cloud-metadata")]
    [InlineData("64:ff9b::a83f:8110", "cloud-metadata")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.255.254", "loopback")]
    [InlineData("::1", "loopback")]
    [InlineData("::ffff:127.0.0.1", "loopback")]
    [InlineData("::127.0.0.1", "loopback")]
    [InlineData("::ffff:0:127.0.0.1", "loopback")]
    [InlineData("64:ff9b::7f00:1", "loopback")]
    [InlineData("2002:7f00:1::", "loopback")]
    [InlineData("::1%1", "loopback")]
    [InlineData("::ffff:127.0.0.1%1", "loopback")]
    [InlineData("fd00:ec2::254%1", "cloud-metadata")]
    [InlineData("fe80::a9fe:a9fe%1", "link-local")]
    public void Address_is_refused_under_the_name_of_its_rule(string address, string rule)
    {
        policy.RuleAgainst(address, IPAddress.Parse(address), 443).ShouldBe(rule);
    }

    [Theory]
    [InlineData("192.168.1.20")]
    [InlineData("10.0.0.5")]
    [InlineData("172.17.0.1")]
    [InlineData("100.101.102.103")]
    [InlineData("fd12:3456::1")]
    [InlineData("93.184.215.14")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("64:ff9b:1::808:808")]
    public void Home_network_and_internet_are_allowed(string address)
    {
        policy.RuleAgainst(address, IPAddress.Parse(address), 8080).ShouldBeNull();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    public void Own_port_is_refused(string address)
    {
        policy.RuleAgainst(address, IPAddress.Parse(address), OwnPort).ShouldBe("own-port");
    }

    [Fact]
    public void Every_address_of_this_machine_is_closed_until_it_is_named_exactly()
    {
        var own = OwnAddresses();
        var house = PolicyAllowing("0.0.0.0/0, ::/0, 192.0.2.0/24, fd00::/64");

        own.ShouldAllBe(address => policy.RuleAgainst("own.example", address, 8123) == "this-machine");
        own.ShouldAllBe(address => house.RuleAgainst("own.example", address, 8123) == "this-machine");
        own.ShouldAllBe(address => PolicyAllowing($"{address}/{(address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)}").RuleAgainst("own.example", address, 8123) == null);
        own.ShouldAllBe(address => PolicyAllowing("own.example:8123").RuleAgainst("own.example", address, 8123) == null);
        own.ShouldAllBe(address => PolicyAllowing("own.example:8123").RuleAgainst("own.example", address, 8124) == "this-machine");
    }

    [Fact]
    public void Own_address_is_known_in_every_guise()
    {
        foreach (var address in OwnAddresses())
        {
            string[] guises = address.AddressFamily == AddressFamily.InterNetwork ? [$"::ffff:{address}", $"64:ff9b::{address}", $"::{address}"] : [$"{address}%1"];

            guises.ShouldAllBe(guise => policy.RuleAgainst("own.example", IPAddress.Parse(guise), OwnPort) == "own-port");
            guises.ShouldAllBe(guise => policy.RuleAgainst("own.example", IPAddress.Parse(guise), 8123) == "this-machine");
        }
    }

    [Fact]
    public void Own_ports_are_those_the_server_has_said_and_no_longer_the_configured_one()
    {
        policy.ListensAt([8080, 8443]);

        policy.RuleAgainst("127.0.0.1", IPAddress.Loopback, 8080).ShouldBe("own-port");
        policy.RuleAgainst("127.0.0.1", IPAddress.Loopback, 8443).ShouldBe("own-port");
        policy.RuleAgainst("127.0.0.1", IPAddress.Loopback, OwnPort).ShouldBe("loopback");
    }

    [Theory]
    [InlineData("192.168.1.20 169.254.7.8", "192.168.1.20")]
    [InlineData("fe80::5%2 192.168.1.20 fd12::20", "192.168.1.20 fd12::20")]
    [InlineData("::ffff:169.254.7.8 192.168.1.20", "192.168.1.20")]
    [InlineData("169.254.7.8", "169.254.7.8")]
    [InlineData("fe80::5%2 169.254.7.8", "fe80::5%2 169.254.7.8")]
    [InlineData("192.168.1.20 169.254.169.254", "192.168.1.20 169.254.169.254")]
    [InlineData("192.168.1.20 169.254.170.2", "192.168.1.20 169.254.170.2")]
    [InlineData("192.168.1.20 fe80::a9fe:a9fe%2", "192.168.1.20 fe80::a9fe:a9fe%2")]
    [InlineData("192.168.1.20 64:ff9b::169.254.7.8", "192.168.1.20 64:ff9b::169.254.7.8")]
    [InlineData("192.168.1.20 127.0.0.1 100.100.100.200", "192.168.1.20 127.0.0.1 100.100.100.200")]
    public void Link_local_address_beside_a_usual_one_is_left_out_and_nothing_else_is(string answer, string dialled)
    {
        EgressPolicy.WithoutLinkLocal([.. answer.Split(' ').Select(IPAddress.Parse)]).ShouldBe(dialled.Split(' ').Select(IPAddress.Parse));
    }

    [Theory]
    [InlineData("nas.local:10080", "nas.local", 10080, null)]
    [InlineData("192.168.1.20:10080", "nas.local", 10080, null)]
    [InlineData("nas.local:10080", "other.local", 10080, "other-service")]
    [InlineData("nas.local:10080", "nas.local", 6379, "other-service")]
    [InlineData("192.168.0.0/16", "nas.local", 10080, "other-service")]
    public void Port_of_another_service_is_opened_by_the_exception_that_names_it(string allow, string host, int port, string? rule)
    {
        PolicyAllowing(allow).RuleAgainst(host, IPAddress.Parse("192.168.1.20"), port).ShouldBe(rule);
    }

    [Fact]
    public void Own_port_is_refused_at_every_address_of_this_machine()
    {
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(each => each.Address);

        own.ShouldAllBe(address => policy.RuleAgainst("own.example", address, OwnPort) != null);
    }

    [Fact]
    public void Own_port_number_of_another_machine_is_allowed()
    {
        policy.RuleAgainst("198.51.100.10", IPAddress.Parse("198.51.100.10"), OwnPort).ShouldBeNull();
    }

    // Link-local ones are closed in any case, and loopback by a rule of its own.
    private static IPAddress[] OwnAddresses() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(each => each.Address)
            .Where(address => !IPAddress.IsLoopback(address) && !EgressPolicy.IsNeverOpen(address)),
    ];

    private static EgressPolicy PolicyAllowing(string allow) => new(
        new OutboundOptions { Egress = EgressSettings.Standard with { Allow = [.. allow.Split(", ").Select(entry => EgressException.Parse(entry)!)] } },
        new SublarrOptions { Port = OwnPort });
}
