using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>Nothing was stored, for a reason that the message puts into the words of <see cref="StorageFault"/>.</summary>
public sealed class StorageException : DbException
{
    /// <summary>Creates the problem.</summary>
    /// <param name="message">What is wrong and what helps.</param>
    public StorageException(string message)
        : base(message)
    {
    }
}

/// <summary>Faults of the configuration folder and its database, in the words that health, API, pages and log all use.</summary>
public static class StorageFault
{
    /// <summary>No room.</summary>
    public const string DiskFull = "The disk of Sublarr's configuration folder is full. Free some space.";

    /// <summary>Little room.</summary>
    public const string DiskNearlyFull = "The disk of Sublarr's configuration folder is nearly full: soon nothing can be stored any more. Free some space.";

    /// <summary>Read-only, or somebody else's.</summary>
    public const string NotWritable =
        "Sublarr's configuration folder cannot be written: it is mounted read-only, locked, or belongs to somebody else. Mount it writable, and give it to Sublarr's user.";

    /// <summary>What is open is not what is there.</summary>
    public const string Replaced =
        "The database in Sublarr's configuration folder is not the one that is open: the folder was deleted, replaced or unmounted while Sublarr ran. "
        + "Put it back, or restart Sublarr with the folder it is to use.";

    private const string Unreachable = "The database in Sublarr's configuration folder cannot be opened. Look whether the folder is still there, and who owns it.";

    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int Moved = ReadOnly | (4 << 8);

    private const int NoSpaceLeft = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaExceeded = 122;

    /// <summary>What helps against a damaged database.</summary>
    /// <param name="what">The damaged thing, as far as it is known.</param>
    public static string Damaged(string what) =>
        $"The database in Sublarr's configuration folder is damaged ({what.Trim().TrimEnd('.')}). Stop Sublarr; put a backup of sublarr.db in its place, "
        + "or save what can be read: sqlite3 sublarr.db .recover | sqlite3 recovered.db.";

    /// <summary>The fault in words; null when the exception tells of something else.</summary>
    /// <param name="exception">What was thrown, wrapped or not.</param>
    public static string? Of(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (InWords(inner) is { } words)
            {
                return words;
            }
        }

        return null;
    }

    /// <summary>True when the exception tells of a damaged database.</summary>
    internal static bool IsDamage(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Corrupt or NotADatabase } || (exception.InnerException is { } inner && IsDamage(inner));

    private static string? InWords(Exception exception) => exception switch
    {
        StorageException known => known.Message,
        SqliteException { SqliteExtendedErrorCode: Moved } => Replaced,
        SqliteException sqlite => sqlite.SqliteErrorCode switch
        {
            ReadOnly => NotWritable,
            Full => DiskFull,
            CannotOpen => Unreachable,
            Corrupt or NotADatabase => Damaged(sqlite.Message),
            InputOutput => $"The disk of Sublarr's configuration folder cannot be read or written ({sqlite.Message.Trim().TrimEnd('.')}). Check its mount and the system's log.",
            _ => null,
        },
        IOException { HResult: NoSpaceLeft or QuotaExceeded } => DiskFull,
        IOException { HResult: ReadOnlyFileSystem } => NotWritable,
        _ => null,
    };
}
