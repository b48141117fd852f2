using System.Buffers;
using System.Collections.Frozen;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Sublarr.Domain.Deliveries;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>
/// Masks what must not be stored beside an attempt: credentials by the names they go under, and this webhook's own secrets wherever
/// they turn up, as in an error page that repeats the request.
/// </summary>
internal sealed partial class Redaction
{
    public const string Mask = "***";

    // A shorter value would also blank out innocent words.
    private const int ShortestSecret = 8;

    // Receivers write their headers: the patterns take the square of a text's length, so it is cut where no address is that long.
    private const int LongestText = 2048;

    private static readonly SearchValues<char> BeforeName = SearchValues.Create("?&;");

    // What every exchange holds, so that it need not be looked at each time.
    private static readonly FrozenSet<string> Harmless = FrozenSet.ToFrozenSet(
        [
            "User-Agent", "Accept-Encoding", "Content-Type", "Content-Length", "Date", "Server", "Connection", "Transfer-Encoding", "webhook-id",
            "webhook-timestamp", "webhook-signature", "X-Sublarr-Event", "X-Sublarr-Delivery", "X-Sublarr-Hop", "X-Sublarr-Signature",
        ],
        StringComparer.OrdinalIgnoreCase);

    private readonly string[] _secrets;
    private readonly FrozenSet<string> _secretHeaders;

    /// <param name="address">Where requests go; its query may hold secrets.</param>
    /// <param name="secrets">What must not be shown.</param>
    /// <param name="secretHeaders">Names of headers whose values must not be shown, however short.</param>
    /// <param name="chosen">Secrets that a person has named as such: they are masked however short, in whatever way a body writes them.</param>
    public Redaction(Uri address, IEnumerable<string> secrets, IEnumerable<string> secretHeaders, IEnumerable<string>? chosen = null)
    {
        _secretHeaders = FrozenSet.ToFrozenSet(secretHeaders, StringComparer.OrdinalIgnoreCase);
        var inQuery = SecretValue().Matches(address.Query).Select(match => match.Groups["value"].Value);
        string[] written = [.. secrets, .. inQuery, .. ChatAddress.SecretsOf(address)];
        _secrets =
        [
            .. written.Concat(written.Select(Uri.UnescapeDataString))
                .Where(text => text.Length >= ShortestSecret)
                .Concat(chosen ?? [])
                .SelectMany(WaysToWrite)
                .Distinct()
                .OrderByDescending(text => text.Length),
        ];
    }

    /// <summary>An address as it may be shown.</summary>
    public string Url(string address)
    {
        if (address.Contains("://", StringComparison.Ordinal) && ChatAddress.Shown(address) is var chat && chat != address)
        {
            return chat;
        }

        // Before it is cut: half of a secret would no longer be found.
        var shown = Text(address);
        shown = shown.Length > LongestText ? shown[..LongestText] + "…" : shown;
        try
        {
            // Most texts are a date or a number: they are not worth two patterns each.
            shown = shown.Contains('@', StringComparison.Ordinal) ? UserInfo().Replace(shown, "${scheme}") : shown;
            return shown.AsSpan().ContainsAny(BeforeName) ? SecretValue().Replace(shown, match => match.Groups["name"].Value + Mask) : shown;
        }
        catch (RegexMatchTimeoutException)
        {
            return Mask;
        }
    }

    /// <summary>An address that may be stored: without user, password, fragment, and whatever its query calls a key or a token.</summary>
    public static Uri WithoutSecrets(Uri address)
    {
        var query = SecretValue().Replace(address.Query, "").TrimStart('?', '&', ';');
        return new UriBuilder(address) { UserName = "", Password = "", Fragment = "", Query = query }.Uri;
    }

    /// <summary>A text as it may be shown.</summary>
    public string Text(string text) => _secrets.Aggregate(text, (shown, secret) => shown.Replace(secret, Mask, StringComparison.Ordinal));

    /// <summary>Headers as they may be shown. Signatures are shown: they help to find a wrong key and reveal none.</summary>
    public IReadOnlyDictionary<string, string> Headers(params ReadOnlySpan<HttpHeaders?> parts)
    {
        var shown = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts)
        {
            if (part is null)
            {
                continue;
            }

            foreach (var (name, value) in part.NonValidated)
            {
                shown[name] = IsSecret(name) ? Mask : Url(value.ToString());
            }
        }

        return shown;
    }

    // Bodies in JSON, forms and markup, and addresses, each have their own; and what is escaped by numbers is written in small letters by some.
    private static IEnumerable<string> WaysToWrite(string secret)
    {
        string[] json = [JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret), JavaScriptEncoder.Default.Encode(secret), secret];
        var inAddress = Uri.EscapeDataString(secret);
        string[] ways =
        [
            .. json, .. json.Select(text => text.Replace("/", "\\/", StringComparison.Ordinal)),
            WebUtility.HtmlEncode(secret), inAddress, WebUtility.UrlEncode(secret),
            inAddress.Replace("%3A", ":", StringComparison.Ordinal).Replace("%40", "@", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        ];
        return [.. ways, .. ways.Select(text => EscapedByNumber().Replace(text, match => match.Value.ToLowerInvariant()))];
    }

    private bool IsSecret(string header) => _secretHeaders.Contains(header) || (!Harmless.Contains(header) && SecretHeader().IsMatch(header));

    [GeneratedRegex(
        "(?<name>[?&;][^=&;#]*?" +
        "(?:(?:token|secret|passw|passphrase|credential|signature|session|authori)[^=&;#]*" +
        "|(?:key|(?<![a-z])(?:sig|pwd|pass|auth|code))(?:[^a-z=&;#][^=&;#]*)?)=)" +
        "(?<value>[^&;#\\s]+)",
        RegexOptions.IgnoreCase)]
    private static partial Regex SecretValue();

    [GeneratedRegex("%[0-9A-F]{2}|\\\\u[0-9A-F]{4}")]
    private static partial Regex EscapedByNumber();

    [GeneratedRegex("(?<scheme>[a-z][a-z0-9+.-]*://)[^/?#\\s@]*@", RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();

    [GeneratedRegex("^(?:set-)?cookie2?$|auth(?!enticate)|token|secret|passw|api-?key|credential|session|-key$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretHeader();
}
