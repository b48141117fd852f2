using System.Buffers;
using System.Collections.Frozen;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>Which headers a person may add to a request. Those that frame it, route it or prove where it comes from are Sublarr's own.</summary>
internal static class CustomHeaders
{
    private const int Most = 20;
    private const int LongestName = 100;
    private const int LongestValue = 4000;

    // https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly FrozenSet<string> Own = FrozenSet.ToFrozenSet(
        [
            "Host", "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer",
            "Transfer-Encoding", "Upgrade", "Expect", "Accept-Encoding", "Allow", "Expires", "Last-Modified", "HTTP2-Settings",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] OwnBeginnings = ["webhook-", "X-Sublarr-", "Content-"];

    /// <summary>What is wrong with the headers, as sentences.</summary>
    /// <param name="headers">Their values by their names.</param>
    /// <param name="isSignedIn">True when the channel sets <c>Authorization</c> itself.</param>
    public static IEnumerable<string> Problems(IReadOnlyDictionary<string, string> headers, bool isSignedIn)
    {
        if (headers.Count > Most)
        {
            yield return $"{headers.Count} headers are too many: {Most} is the limit.";
        }

        foreach (var (name, value) in headers)
        {
            if (ProblemOfName(name, isSignedIn) is { } wrongName)
            {
                yield return wrongName;
            }
            else if (value.Length == 0)
            {
                yield return $"Enter the value of the header {name}.";
            }
            else if (value.Length > LongestValue || !IsText(value) || value.Trim() != value)
            {
                yield return $"The value of {name} must be one line of at most {LongestValue} letters without accents, digits and signs.";
            }
        }
    }

    /// <summary>True for what may be in the value of a header: visible ASCII and blanks. Line breaks would begin a header of their own.</summary>
    public static bool IsText(string value) => value.All(character => character is >= ' ' and <= '~');

    private static string? ProblemOfName(string name, bool isSignedIn) => name switch
    {
        "" => "Enter the name of the header.",
        { Length: > LongestName } => $"The name of a header has at most {LongestName} characters.",
        _ when name.AsSpan().ContainsAnyExcept(NameCharacters) => "The name of a header holds letters, digits and hyphens alone, such as X-Api-Key.",
        _ when Own.Contains(name) || Array.Exists(OwnBeginnings, beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) =>
            $"Sublarr sets the header {name} itself: remove it.",
        _ when isSignedIn && name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) =>
            "The authentication sets the header Authorization: remove one of the two.",
        _ => null,
    };
}
