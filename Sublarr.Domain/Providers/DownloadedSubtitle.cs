namespace Sublarr.Domain.Providers;

/// <summary>What a provider delivered: its bytes as they came. Whether that is an archive, and in which charset, is judged by who takes it.</summary>
/// <param name="Name">The name of the file as the provider gave it, without a folder.</param>
/// <param name="Content">Its bytes.</param>
public sealed record DownloadedSubtitle(string Name, byte[] Content)
{
    /// <summary>The most bytes that are taken: a pack of a long season has some megabytes.</summary>
    public const int ByteLimit = 20 * 1024 * 1024;

    /// <summary>What is left of the provider's quota; null when it did not say.</summary>
    public ProviderQuota? Quota { get; init; }

    /// <summary>A name that is safe to be shown and stored: the last part of whatever path it is, without control characters.</summary>
    /// <param name="name">As it was delivered; null for none.</param>
    /// <param name="instead">What it is called where it has no name.</param>
    public static string NameOf(string? name, string instead)
    {
        var last = name?.Split('/', '\\')[^1] ?? "";
        var clean = string.Concat(last.Where(letter => !char.IsControl(letter))).Trim().Trim('"');
        return clean.Trim('.').Length > 0 ? clean[..Math.Min(clean.Length, 255)] : instead;
    }
}

/// <summary>How many downloads a provider allows, and what is left of them.</summary>
/// <param name="Used">How many were used; null when it does not say.</param>
/// <param name="Limit">How many there are; null when it does not say.</param>
/// <param name="ResetAt">When they are all there again, in UTC; null when it does not say.</param>
public sealed record ProviderQuota(int? Used, int? Limit, DateTimeOffset? ResetAt)
{
    /// <summary>How many are left; null when that is not known.</summary>
    public int? Left => Limit is { } limit && Used is { } used ? Math.Max(0, limit - used) : null;

    /// <summary>How many are kept for a person's own searches; 0 where none are.</summary>
    public int Kept => Limit is { } limit ? DownloadReserve.Of(DownloadPurpose.Required, limit) : 0;

    /// <summary>In words: <c>18 of 20 left</c>.</summary>
    public string Words => Left is { } left ? $"{left} of {Limit} left" : Used is { } used ? $"{used} used" : "";
}
