using System.Globalization;
using System.Text.RegularExpressions;

namespace Sublarr.Infrastructure.Backups;

/// <summary>The name of a backup's file: when it was made and why. It is all that may be said of a file from outside, so no name leads out of the folder.</summary>
/// <param name="At">When, in UTC, to the second.</param>
/// <param name="Kind">Why.</param>
public readonly partial record struct BackupName(DateTimeOffset At, BackupKind Kind)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH-mm-ss'Z'";

    /// <summary>Reads a name.</summary>
    /// <param name="text">From wherever.</param>
    /// <returns>The name; null for whatever Sublarr would not have called so.</returns>
    public static BackupName? Find(string? text)
    {
        if (text is null || Form().Match(text) is not { Success: true } match
            || !DateTimeOffset.TryParseExact(
                match.Groups[1].Value, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
        {
            return null;
        }

        return new(at, Enum.Parse<BackupKind>(match.Groups[2].Value, ignoreCase: true));
    }

    /// <summary>The name, such as <c>sublarr-2026-11-30T03-15-00Z-scheduled.zip</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"sublarr-{At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{Kind.ToString().ToLowerInvariant()}.zip");

    // \z: a dollar would let a line break pass.
    [GeneratedRegex(@"\Asublarr-([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}-[0-9]{2}-[0-9]{2}Z)-(scheduled|manual|update)\.zip\z")]
    private static partial Regex Form();
}

/// <summary>Why a backup was made.</summary>
public enum BackupKind
{
    /// <summary>By the schedule. The newest of them are kept.</summary>
    Scheduled,

    /// <summary>Because a person asked, or before a restore. Kept until it is deleted.</summary>
    Manual,

    /// <summary>Before an update changed the database. The newest three are kept.</summary>
    Update,
}
