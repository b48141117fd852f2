namespace Sublarr.Domain.Library;

/// <summary>What the library holds.</summary>
public enum TitleKind
{
    /// <summary>A series, with episodes in seasons.</summary>
    Series,

    /// <summary>A movie.</summary>
    Movie,
}
