using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>Reads the database through for damage, on a connection of its own.</summary>
internal sealed partial class DatabaseCheck(SqliteDatabase database)
{
    private const int Interrupted = 9;

    /// <summary>The first damage in words; null when none was found until the token stopped the search.</summary>
    public string? Run(CancellationToken cancellationToken)
    {
        try
        {
            using var connection = database.Open();
            using var stop = cancellationToken.Register(() => raw.sqlite3_interrupt(connection));
            using var statement = SqlStatement.Prepare(connection, "PRAGMA quick_check(1)");
            return statement.Step() && statement.Row.GetString(0) is var found && found != "ok" ? StorageFault.Damaged(WithName(connection, found)) : null;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == Interrupted)
        {
            return null;
        }
        catch (SqliteException exception) when (StorageFault.IsDamage(exception))
        {
            return StorageFault.Of(exception);
        }
    }

    // SQLite names a tree by its first page, which tells a person nothing.
    private static string WithName(sqlite3 connection, string found)
    {
        var text = found.Replace("*** in database main ***", "", StringComparison.Ordinal).Trim();
        if (TreeNumber().Match(text) is not { Success: true } tree)
        {
            return text;
        }

        using var statement = SqlStatement.Prepare(connection, $"SELECT type || ' ' || name FROM sqlite_master WHERE rootpage = {tree.Groups[1].Value}");
        return statement.Step() ? string.Create(CultureInfo.InvariantCulture, $"{statement.Row.GetString(0)}: {text}") : text;
    }

    [GeneratedRegex(@"^Tree (\d+) ")]
    private static partial Regex TreeNumber();
}
