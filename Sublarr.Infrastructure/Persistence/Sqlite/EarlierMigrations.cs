using Microsoft.EntityFrameworkCore;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>The changes by which builds before the first release made the database. One stands for all of them now, and makes the same.</summary>
internal static class EarlierMigrations
{
    /// <summary>The last of them: a database that has it has everything.</summary>
    public const string Last = "20261128202500_Sessions";

    /// <summary>What stands for them.</summary>
    public const string Baseline = "20261128202501_Initial";

    /// <summary>Takes over a database that they have made; one that has not all of them is left alone.</summary>
    /// <param name="context">The database.</param>
    /// <param name="applied">The changes it has.</param>
    /// <param name="cancellationToken">Stops before anything is changed.</param>
    /// <returns>The changes it has now.</returns>
    /// <exception cref="StartupException">Some are missing.</exception>
    public static async Task<IReadOnlyList<string>> AdoptAsync(SublarrDbContext context, IReadOnlyList<string> applied, CancellationToken cancellationToken)
    {
        var earlier = applied.Where(migration => string.CompareOrdinal(migration, Last) <= 0).ToList();
        if (earlier.Count == 0)
        {
            return applied;
        }

        if (!earlier.Contains(Last, StringComparer.Ordinal))
        {
            throw new StartupException(
                $"The database was written by a Sublarr from before its first release (its last change is {earlier[^1]}). Start the build of 28 November 2026 on it once, "
                + "which brings it up to date, and then this one; or begin with an empty configuration folder.");
        }

        // As one: a process that is killed here leaves the old names or the new one.
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""UPDATE "__EFMigrationsHistory" SET "MigrationId" = {Baseline} WHERE "MigrationId" = {Last}""", cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" < {Baseline}""", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [Baseline, .. applied.Except(earlier, StringComparer.Ordinal)];
    }
}
