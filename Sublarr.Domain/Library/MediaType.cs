namespace Sublarr.Domain.Library;

/// <summary>What a video file holds.</summary>
public enum MediaType
{
    /// <summary>An episode of a series.</summary>
    Episode,

    /// <summary>A movie.</summary>
    Movie,
}
