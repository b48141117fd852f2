using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>Stores a time as milliseconds since 1970, UTC: SQLite cannot order by DateTimeOffset, and these sort, compare and read the same in SQL by hand.</summary>
internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
