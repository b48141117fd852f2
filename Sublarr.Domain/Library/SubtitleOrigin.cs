namespace Sublarr.Domain.Library;

/// <summary>How a subtitle came to be where it is.</summary>
public enum SubtitleOrigin
{
    /// <summary>It was there. Whoever put it there meant it: it is never overwritten.</summary>
    Found,

    /// <summary>A stream of the video itself.</summary>
    Embedded,

    /// <summary>Sublarr downloaded it.</summary>
    Downloaded,
}
