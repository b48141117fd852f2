namespace Sublarr.Infrastructure.History;

/// <summary>What people do about a subtitle.</summary>
public interface ISubtitleDesk
{
    /// <summary>Sends it to the trash, whoever it comes from.</summary>
    /// <param name="id">The subtitle.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<SubtitleDeed> DeleteAsync(long id, CancellationToken cancellationToken);

    /// <summary>Sends it to the trash, never to be taken again for this video, and looks for the next at once.</summary>
    /// <param name="id">The subtitle.</param>
    /// <param name="reason">What the person says of it; null for nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<SubtitleDeed> BlacklistAsync(long id, string? reason, CancellationToken cancellationToken);

    /// <summary>Puts back the newest thing in the trash that its history names; it may be gone itself. What stands there goes to the trash in its turn.</summary>
    /// <param name="id">The subtitle.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<SubtitleDeed> RestoreAsync(long id, CancellationToken cancellationToken);

    /// <summary>What <see cref="RestoreAsync"/> would put back, as the name of a file; null for nothing.</summary>
    /// <param name="id">The subtitle.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<string?> RestorableAsync(long id, CancellationToken cancellationToken);
}

/// <summary>What came of it.</summary>
/// <param name="Result">What a caller does next.</param>
/// <param name="Text">The same as sentences for a person.</param>
public sealed record SubtitleDeed(DeedResult Result, string Text)
{
    /// <summary>The subtitle in the library that it is about now; null for none.</summary>
    public long? SubtitleId { get; init; }

    /// <summary>The file it is about: a whole path.</summary>
    public string? Path { get; init; }

    /// <summary>The job that goes on from here; null for none.</summary>
    public long? JobId { get; init; }
}

/// <summary>What came of what a person asked for.</summary>
public enum DeedResult
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>There is no such subtitle any more.</summary>
    Gone,

    /// <summary>It cannot be done as things are.</summary>
    Impossible,

    /// <summary>A disk does not take it.</summary>
    Disk,
}
