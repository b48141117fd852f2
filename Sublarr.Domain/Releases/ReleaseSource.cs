namespace Sublarr.Domain.Releases;

/// <summary>Where releases are taken from. WEB-DL, WEBRip and WEB are one: they differ in how they were taken, not in timing.</summary>
public static class ReleaseSource
{
    /// <summary>A Blu-ray, whatever was made of it.</summary>
    public const string Bluray = "bluray";

    /// <summary>A streaming service.</summary>
    public const string Web = "web";

    /// <summary>Television in high definition.</summary>
    public const string Hdtv = "hdtv";

    /// <summary>Television otherwise.</summary>
    public const string Tv = "tv";

    /// <summary>A DVD.</summary>
    public const string Dvd = "dvd";

    /// <summary>An HD DVD.</summary>
    public const string HdDvd = "hd-dvd";

    /// <summary>A video cassette.</summary>
    public const string Vhs = "vhs";

    /// <summary>A camera in a cinema.</summary>
    public const string Cam = "cam";

    /// <summary>A camera in a cinema with the sound of the projector.</summary>
    public const string Telesync = "telesync";

    /// <summary>A scanned film.</summary>
    public const string Telecine = "telecine";

    /// <summary>A copy for the press.</summary>
    public const string Screener = "screener";

    /// <summary>An unfinished film.</summary>
    public const string Workprint = "workprint";

    /// <summary>Video on demand of a cable network.</summary>
    public const string Vod = "vod";

    /// <summary>Pay per view.</summary>
    public const string Ppv = "ppv";
}
