using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Web.Startup;

/// <summary>Reads what webhooks go through from the environment. HTTP_PROXY and HTTPS_PROXY are other programs' and not looked at.</summary>
internal static class ProxyVariables
{
    private const string ProxyKey = "SUBLARR_PROXY";
    private const string DirectKey = "SUBLARR_NO_PROXY";

    /// <summary>The proxy, or null; what cannot be used is added to the problems under the name of its key.</summary>
    public static EgressProxy? Read(IConfiguration configuration, List<string> problems)
    {
        var direct = Direct(configuration[DirectKey], problems);
        if (configuration[ProxyKey] is not { } address || string.IsNullOrWhiteSpace(address))
        {
            return null;
        }

        if (EgressProxy.Parse(address, direct) is { } proxy)
        {
            return proxy;
        }

        // Not repeated: it may hold a password.
        problems.Add(
            $"{ProxyKey}: it is no address of an HTTP proxy. Write http://proxy.lan:3128 or http://user:password@proxy.lan:3128, with what is special in name or password percent-encoded.");
        return null;
    }

    private static List<DirectTarget>? Direct(string? text, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var direct = new List<DirectTarget>();
        foreach (var entry in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (DirectTarget.Parse(entry) is { } target)
            {
                direct.Add(target);
            }
            else
            {
                problems.Add($"{DirectKey}: \"{entry}\" is neither a network nor a host. Write 192.168.0.0/16, 192.168.1.7, nas.lan or .lan, with commas between.");
            }
        }

        return direct;
    }
}
