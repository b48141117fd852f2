using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>Addresses that are a secret themselves: who knows the whole of one can write into the chat behind it. Of such only the host is shown.</summary>
public static partial class ChatAddress
{
    /// <summary>Stands for what is behind the host.</summary>
    public const string Mask = Redaction.Mask;

    // A name stands for itself and for all below it.
    private static readonly FrozenSet<string> Hosts = FrozenSet.ToFrozenSet(
        [
            "discord.com", "discordapp.com", "hooks.slack.com", "hooks.slack-gov.com", "api.telegram.org", "api.pushover.net", "api.pushbullet.com", "maker.ifttt.com",
            "chat.googleapis.com", "webhook.office.com", "outlook.office.com", "outlook.office365.com", "logic.azure.com", "api.powerplatform.com", "ntfy.sh", "hooks.zapier.com",
            "hook.make.com", "hook.integromat.com", "api.day.app", "sctapi.ftqq.com", "open.feishu.cn", "open.larksuite.com", "qyapi.weixin.qq.com", "oapi.dingtalk.com",
            "notify.run", "api.simplepush.io", "push.techulus.com", "webhook.site", "events.pagerduty.com", "api.opsgenie.com", "hc-ping.com",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>True when the address is a secret.</summary>
    /// <param name="address">Any address.</param>
    public static bool IsSecret(Uri address) => address is { IsAbsoluteUri: true, Scheme: "http" or "https" } && address.PathAndQuery.Length > 1 && (IsKnown(address.Host) || Path().IsMatch(address.AbsolutePath));

    /// <summary>True when the address is a secret.</summary>
    /// <param name="address">Any text.</param>
    public static bool IsSecret(string address) => Uri.TryCreate(address, UriKind.Absolute, out var parsed) && IsSecret(parsed);

    /// <summary>The address as it may be shown: <c>https://discord.com/***</c>; one that is no secret as it is.</summary>
    /// <param name="address">Any text.</param>
    public static string Shown(string address) => Uri.TryCreate(address, UriKind.Absolute, out var parsed) && IsSecret(parsed) ? $"{parsed.Scheme}://{parsed.Authority}/{Mask}" : address;

    /// <summary>What is behind the host, in each way it may be repeated by an answer.</summary>
    internal static IEnumerable<string> SecretsOf(Uri address) => IsSecret(address)
        ? [address.PathAndQuery, .. address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part.Length >= 16)]
        : [];

    private static bool IsKnown(string host)
    {
        for (var rest = host; rest.Length > 0; rest = rest.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? rest[(dot + 1)..] : "")
        {
            if (Hosts.Contains(rest))
            {
                return true;
            }
        }

        return false;
    }

    // The same services on hosts of one's own: Telegram's bot server, and what speaks like Discord, Slack, Mattermost, Rocket.Chat, Apprise, ntfy's up topics or Home Assistant.
    [GeneratedRegex(@"/bot\d+(?::|%3A)[\w-]{16,}(?:/|$)|^(?:/[^/]+)?/(?:api/webhooks?|hooks|services|notify|webhook|_matrix/hooks)/(?:[^/]+/)*[^/]{16,}", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Path();
}
