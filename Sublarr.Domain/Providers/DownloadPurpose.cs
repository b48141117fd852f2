namespace Sublarr.Domain.Providers;

/// <summary>What a subtitle is fetched for. A provider's downloads of a day go to the dearest first.</summary>
public enum DownloadPurpose
{
    /// <summary>A person asks for it, and waits.</summary>
    Person,

    /// <summary>Its video must have it.</summary>
    Required,

    /// <summary>It would be nice to have.</summary>
    Optional,

    /// <summary>It takes the place of one that is there.</summary>
    Upgrade,
}

/// <summary>What a purpose leaves of a provider's downloads to those that are dearer.</summary>
public static class DownloadReserve
{
    /// <summary>Of fewer downloads a day none is kept: the first that comes needs it.</summary>
    private const int WorthSharing = 5;

    /// <summary>So many downloads of a day are left alone.</summary>
    /// <param name="purpose">What for.</param>
    /// <param name="limit">The downloads of a day.</param>
    public static int Of(DownloadPurpose purpose, int limit) => limit < WorthSharing ? 0 : (int)Math.Ceiling(limit * ShareOf(purpose));

    /// <summary>For whom they are left, as it stands in a sentence.</summary>
    /// <param name="purpose">What for.</param>
    public static string For(DownloadPurpose purpose) => purpose switch
    {
        DownloadPurpose.Upgrade => "what is missing and for your own searches",
        DownloadPurpose.Optional => "what must be there and for your own searches",
        _ => "your own searches",
    };

    private static double ShareOf(DownloadPurpose purpose) => purpose switch
    {
        DownloadPurpose.Upgrade => 0.5,
        DownloadPurpose.Optional => 0.3,
        DownloadPurpose.Required => 0.15,
        _ => 0,
    };
}
