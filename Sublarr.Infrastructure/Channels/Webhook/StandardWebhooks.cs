using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>Signatures as <see href="https://www.standardwebhooks.com"/> 1.0 writes them, so that any of its libraries verifies what Sublarr sends.</summary>
internal static class StandardWebhooks
{
    public const string Prefix = "whsec_";
    public const int ShortestKey = 24;
    public const int LongestKey = 64;
    public const int LongestText = 75;

    private const int GeneratedKey = 32;

    // What the libraries of the standard allow.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>A new secret from the system's random source.</summary>
    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(GeneratedKey));

    /// <summary>A secret with the prefix and without: a receiver may repeat it in either way.</summary>
    /// <param name="secret">The secret as a person entered it.</param>
    public static IEnumerable<string> WaysToWrite(string secret) => [secret, secret.Replace(Prefix, "", StringComparison.Ordinal)];

    /// <summary>
    /// The key a secret stands for, or null when it is none. After <c>whsec_</c> comes base64, always: a typing error there must not
    /// turn into a key that no receiver has. Any other text is the key itself, as receivers that predate the standard expect.
    /// </summary>
    /// <param name="secret">The secret as a person entered it.</param>
    public static byte[]? KeyOf(string secret) =>
        secret.StartsWith(Prefix, StringComparison.Ordinal) ? Decode(secret.AsSpan(Prefix.Length)) : Raw(secret);

    /// <summary>The value of <c>webhook-signature</c>: one signature for each key, so that receivers can change keys one after the other.</summary>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="sentAt">The time of this attempt; <c>webhook-timestamp</c> is its Unix second.</param>
    /// <param name="body">The very bytes that are sent.</param>
    /// <param name="keys">The keys, the current one first.</param>
    public static string Sign(string id, DateTimeOffset sentAt, ReadOnlySpan<byte> body, params IEnumerable<byte[]> keys)
    {
        var head = Encoding.UTF8.GetBytes($"{id}.{TimestampOf(sentAt)}.");
        byte[] content = [.. head, .. body];
        return string.Join(' ', keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, content))));
    }

    /// <summary>Why a receiver does not believe a request, as a sentence; null for a good one.</summary>
    /// <param name="headers">A header of the request by its name; null where there is none.</param>
    /// <param name="body">The very bytes that came.</param>
    /// <param name="key">The key both know.</param>
    /// <param name="now">When it came: what is older than some minutes may be a copy of somebody else's.</param>
    public static string? ProblemOf(Func<string, string?> headers, ReadOnlySpan<byte> body, byte[] key, DateTimeOffset now)
    {
        if (headers("webhook-id") is not { Length: > 0 } id || !long.TryParse(headers("webhook-timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            || headers("webhook-signature") is not { Length: > 0 } signatures)
        {
            return "It carries no signature.";
        }

        var sentAt = DateTimeOffset.FromUnixTimeSeconds(Math.Min(second, DateTimeOffset.MaxValue.ToUnixTimeSeconds()));
        if ((now - sentAt).Duration() > Tolerance)
        {
            return "It was signed at another time.";
        }

        var expected = Encoding.ASCII.GetBytes(Sign(id, sentAt, body, key));
        return signatures.Split(' ').Any(signature => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), expected))
            ? null
            : "It was signed with another secret.";
    }

    /// <summary>The value of <c>webhook-timestamp</c>.</summary>
    public static string TimestampOf(DateTimeOffset sentAt) => sentAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>The older signature, over the body alone, for receivers that know no other.</summary>
    public static string SignBody(ReadOnlySpan<byte> body, byte[] key) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(key, body));

    private static byte[]? Decode(ReadOnlySpan<char> base64)
    {
        Span<byte> key = stackalloc byte[LongestKey];
        // The framework skips white space in base64; other languages refuse it.
        return base64.ContainsAny(" \t\r\n") || !Convert.TryFromBase64Chars(base64, key, out var length) || length < ShortestKey
            ? null
            : key[..length].ToArray();
    }

    private static byte[]? Raw(string text)
    {
        var key = Encoding.UTF8.GetBytes(text);
        return key.Length is >= ShortestKey and <= LongestText ? key : null;
    }
}
