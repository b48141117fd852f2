namespace Sublarr.Infrastructure.Backups;

/// <summary>Copies of the database as whole files. The store answers it.</summary>
internal interface IDatabaseCopies
{
    /// <summary>Copies the database as it is when the copy begins, while it is written to: neither waits for the other.</summary>
    /// <param name="path">A file that is not there yet.</param>
    /// <param name="report">Told how many of how many bytes are copied.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="IOException">There is no room for the copy, or it cannot be written.</exception>
    void Copy(string path, Action<long, long> report, CancellationToken cancellationToken);

    /// <summary>The first damage of a copy in words; null when it has none.</summary>
    /// <param name="path">The copy.</param>
    /// <param name="isThorough">Whether each index is compared with its table too, which takes several times as long.</param>
    /// <param name="cancellationToken">Stops it.</param>
    string? Damage(string path, bool isThorough, CancellationToken cancellationToken);

    /// <summary>The last change of the structure that a copy has; null when it is no database of Sublarr's.</summary>
    string? LastMigration(string path);

    /// <summary>Whether this Sublarr can bring a database up to date that has this change as its last.</summary>
    bool CanTake(string migration);
}
