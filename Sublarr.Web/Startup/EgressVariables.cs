using System.Net;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Web.Startup;

/// <summary>Reads where webhooks may go from the environment.</summary>
internal static class EgressVariables
{
    private const string ProfileKey = "SUBLARR_EGRESS_PROFILE";
    private const string AllowKey = "SUBLARR_EGRESS_ALLOW";
    private const string DenyKey = "SUBLARR_EGRESS_DENY";

    /// <summary>The settings; what cannot be used is added to the problems under the name of its key.</summary>
    public static EgressSettings Read(IConfiguration configuration, List<string> problems)
    {
        var profile = Profile(configuration[ProfileKey], problems);
        var allow = new List<EgressException>();
        foreach (var entry in Entries(configuration[AllowKey]))
        {
            if (EgressException.Parse(entry) is { } exception)
            {
                allow.Add(exception);
            }
            else
            {
                problems.Add(
                    $"{AllowKey}: \"{entry}\" is neither host:port nor a network. Write nas.local:8123, 127.0.0.1:8123, [::1]:8123 or 192.168.1.0/24, with commas between.");
            }
        }

        var deny = new List<IPNetwork>();
        foreach (var entry in Entries(configuration[DenyKey]))
        {
            if (EgressException.ParseNetwork(entry) is { } network)
            {
                deny.Add(network);
            }
            else
            {
                problems.Add($"{DenyKey}: \"{entry}\" is no network. Write 192.168.1.0/24 or 192.168.1.7/32, with commas between.");
            }
        }

        return new EgressSettings(profile, allow, deny);
    }

    private static EgressProfile? Profile(string? text, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (Enum.TryParse<EgressProfile>(text.Trim(), ignoreCase: true, out var profile) && Enum.IsDefined(profile))
        {
            return profile;
        }

        problems.Add($"{ProfileKey}: \"{text.Trim()}\" is no profile. Use lan, public or custom.");
        return null;
    }

    private static string[] Entries(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
