using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>A prepared statement of SQLite, stepped directly.</summary>
internal sealed class SqlStatement : IDisposable
{
    private const int OnStack = 512;

    // What is longer is rare, and the pool would keep three bytes for each of its characters.
    private const int LongestRented = 256 * 1024;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int[]? _places;

    private SqlStatement(sqlite3 database, sqlite3_stmt statement)
    {
        (_database, _statement) = (database, statement);
        Row = new SqlRow(statement);
    }

    /// <summary>The row the last step came to.</summary>
    public SqlRow Row { get; }

    /// <exception cref="SqliteException">The SQL is wrong.</exception>
    public static SqlStatement Prepare(sqlite3 database, string sql)
    {
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement), database);
        return new SqlStatement(database, statement);
    }

    /// <summary>Binds the parameters, which are the same and in the same order at each run.</summary>
    public SqlRun Run(ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var places = _places ??= PlacesOf(parameters);
        for (var index = 0; index < parameters.Length; index++)
        {
            Check(Bind(places[index], parameters[index].Value), _database);
        }

        return new SqlRun(this);
    }

    /// <summary>True when there is a row to read.</summary>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(result, _database);
        }

        return result == raw.SQLITE_ROW;
    }

    // It returns the error of the last step once more, which Step has thrown.
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private static void Check(int result, sqlite3 database)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(
                $"SQLite error {result}: {raw.sqlite3_errmsg(database).utf8_to_string()}.", result, raw.sqlite3_extended_errcode(database));
        }
    }

    private int[] PlacesOf(ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var places = new int[parameters.Length];
        for (var index = 0; index < places.Length; index++)
        {
            places[index] = raw.sqlite3_bind_parameter_index(_statement, parameters[index].Name);
        }

        return places;
    }

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        string text => BindText(place, text),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int64(_statement, place, number),
        double number => raw.sqlite3_bind_double(_statement, place, number),
        bool flag => raw.sqlite3_bind_int64(_statement, place, flag ? 1 : 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new InvalidOperationException($"A {value.GetType().Name} cannot be stored: hand it over as a number, a text or bytes."),
    };

    private int BindText(int place, string text)
    {
        // An empty span has no address, which SQLite takes for NULL.
        if (text.Length == 0)
        {
            return raw.sqlite3_bind_text(_statement, place, text);
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > LongestRented)
        {
            return raw.sqlite3_bind_text(_statement, place, Encoding.UTF8.GetBytes(text).AsSpan());
        }

        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var buffer = rented ?? stackalloc byte[OnStack];
        try
        {
            return raw.sqlite3_bind_text(_statement, place, buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }
}

/// <summary>One run of a statement, over when disposed.</summary>
internal readonly ref struct SqlRun(SqlStatement statement) : IDisposable
{
    public SqlRow Row => statement.Row;

    public bool Read() => statement.Step();

    /// <summary>Reads each of the rows that are left.</summary>
    public List<T> ReadAll<T>(Func<SqlRow, T> read)
    {
        var rows = new List<T>();
        while (Read())
        {
            rows.Add(read(Row));
        }

        return rows;
    }

    public void Dispose() => statement.Reset();
}

/// <summary>The row a statement stands on.</summary>
internal sealed class SqlRow(sqlite3_stmt statement)
{
    public int FieldCount => raw.sqlite3_column_count(statement);

    public bool IsDBNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(statement, column);

    public int GetInt32(int column) => raw.sqlite3_column_int(statement, column);

    public bool GetBoolean(int column) => GetInt64(column) != 0;

    public string GetString(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <summary>A long, a double, a string, or null.</summary>
    public object? GetValue(int column) => raw.sqlite3_column_type(statement, column) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => GetInt64(column),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(statement, column),
        _ => GetString(column),
    };
}
