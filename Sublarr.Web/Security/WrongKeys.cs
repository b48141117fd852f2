using System.Net;

namespace Sublarr.Web.Security;

/// <summary>
/// Counts calls with a wrong API key. The first of a place is told in the log, further ones in one line a minute, so that a
/// flood of them cannot wash out what else is there; a place that goes on gets short answers.
/// </summary>
internal sealed partial class WrongKeys(TimeProvider time, ILogger<WrongKeys> logger) : IDisposable
{
    /// <summary>Wrong keys of one place a minute that are answered at length.</summary>
    public const int Patience = 120;

    /// <summary>Places told one by one in a minute.</summary>
    public const int LinesPerMinute = 5;

    private const int PlacesCounted = 10_000;

    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private ITimer? _end;
    private int _total;
    private int _told;

    /// <summary>Counts one; true when this place has sent too many.</summary>
    public bool IsTooMany(IPAddress? address)
    {
        var place = Visitor.NetworkOf(address);
        bool isTold;
        int count;
        lock (_gate)
        {
            _end ??= time.CreateTimer(_ => EndRound(), null, Round, Timeout.InfiniteTimeSpan);
            // What finds no place in the list is counted as one.
            place = _counts.Count < PlacesCounted || _counts.ContainsKey(place) ? place : "others";
            count = _counts[place] = _counts.GetValueOrDefault(place) + 1;
            _total++;
            isTold = count == 1 && _told < LinesPerMinute;
            _told += isTold ? 1 : 0;
        }

        if (isTold)
        {
            LogWrongKey(address?.ToString());
        }

        return count > Patience;
    }

    public void Dispose() => _end?.Dispose();

    private void EndRound()
    {
        int more, places;
        lock (_gate)
        {
            (more, places) = (_total - _told, _counts.Count);
            _counts.Clear();
            (_total, _told) = (0, 0);
            _end?.Dispose();
            _end = null;
        }

        if (more > 0)
        {
            LogMore(more, places);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a call from {Address}: its API key is wrong. Further ones are told once a minute")]
    private partial void LogWrongKey(string? address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused {Count} more calls with a wrong API key within a minute, from {Places} addresses")]
    private partial void LogMore(int count, int places);
}
