namespace Sublarr.Infrastructure.Library;

/// <summary>One look through a folder of the library, or through what has changed below it.</summary>
/// <param name="Root">The folder of the library, as a whole path without a separator at its end.</param>
internal sealed record ScanTurn(string Root)
{
    /// <summary>Where it begins: a folder below, or one that is gone; the folder itself unless said otherwise.</summary>
    public string From { get; init; } = Root;

    /// <summary>The job that looks; null for none.</summary>
    public long? Job { get; init; }

    /// <summary>Is told how many videos were found, how many were known before, and where it is.</summary>
    public Action<int, int, string> Report { get; init; } = (_, _, _) => { };

    /// <summary>Ends it after what is at hand; what was found until then is stored.</summary>
    public CancellationToken Stopping { get; init; }
}
