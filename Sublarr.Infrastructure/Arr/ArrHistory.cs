using Sublarr.Domain.Incoming;

namespace Sublarr.Infrastructure.Arr;

/// <summary>
/// Reads what an instance did since the last time, as the reports that it should have sent. How far it was read goes by the instance's own clock; the newest minutes are read
/// again, and what was read is known by its id.
/// </summary>
internal sealed class ArrHistory(ArrClient client, TimeProvider time)
{
    /// <summary>How far the first look goes back.</summary>
    public static readonly TimeSpan FirstLook = TimeSpan.FromDays(1);

    private static readonly TimeSpan Farthest = TimeSpan.FromDays(30);

    // Two entries of one moment need not be stored in their order. Clocks may differ by as much.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>What is new.</summary>
    /// <param name="server">The instance.</param>
    /// <param name="state">How far it was read.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <exception cref="ArrException">It does not answer as it should.</exception>
    public async Task<ReadHistory> ReadAsync(ArrServer server, ArrState state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var deeds = new List<ArrDeed>();
        var titles = new Dictionary<int, ArrTitle>();
        var (count, until, last) = (0, state.ReadUntil ?? now - FirstLook, state.LastEntry);
        await foreach (var entry in client.HistoryAsync(server, SinceOf(state, now), cancellationToken))
        {
            if (state.ReadUntil is { } read && entry.Id <= state.LastEntry && entry.Date <= read)
            {
                continue;
            }

            (count, until, last) = (count + 1, entry.Date > until ? entry.Date : until, Math.Max(entry.Id, last));
            if (ArrDeed.Of(server.Source, entry) is { } deed)
            {
                deeds.Add(deed);
                titles.TryAdd(deed.TitleId, entry.Media ?? new ArrTitle(deed.TitleId, null, null, null, null, null, null));
            }
        }

        var files = await FilesAsync(server, deeds, cancellationToken);
        var tags = titles.Values.Any(title => title.Tags is { Count: > 0 }) ? await client.TagNamesAsync(server, cancellationToken) : [];
        var facts = HistoryReports.Of(server, deeds, titles, files, tags).Select(told => new ArrFact(told.Report, Stands(told.Date, state, now))).ToList();
        return new ReadHistory(facts, count, until, last, now);
    }

    // A clock that was ahead once must not hide what comes after.
    private static DateTimeOffset SinceOf(ArrState state, DateTimeOffset now)
    {
        if (state.ReadUntil is not { } read)
        {
            return now - FirstLook;
        }

        var since = (read < now ? read : now) - Overlap;
        return since > now - Farthest ? since : now - Farthest;
    }

    // Where it is by now decides what is still to be done.
    private async Task<Dictionary<int, IReadOnlyList<ArrVideo>>> FilesAsync(ArrServer server, List<ArrDeed> deeds, CancellationToken cancellationToken)
    {
        var files = new Dictionary<int, IReadOnlyList<ArrVideo>>();
        foreach (var title in deeds.Where(deed => deed.Subject != ArrSubject.Renamed && !deed.IsReplaced).Select(deed => deed.TitleId).Distinct())
        {
            files[title] = await client.FilesAsync(server, title, cancellationToken);
        }

        return files;
    }

    // Its report may have been worked on since it happened. Of a date that cannot be true one thing is sure: it was not there at the last reading.
    private static TimeSpan Stands(DateTimeOffset date, ArrState state, DateTimeOffset now)
    {
        var sinceRead = now - (state.ReadAt ?? now - FirstLook);
        var age = now - date;
        return (age >= TimeSpan.Zero && age <= sinceRead ? age : sinceRead) + Overlap;
    }
}

/// <summary>What was read of a history.</summary>
/// <param name="Facts">What it asks for, in its order.</param>
/// <param name="Entries">How many entries were new.</param>
/// <param name="Until">The newest, by the instance's clock.</param>
/// <param name="LastEntry">The highest id.</param>
/// <param name="At">When it was read, by Sublarr's clock.</param>
internal sealed record ReadHistory(IReadOnlyList<ArrFact> Facts, int Entries, DateTimeOffset Until, long LastEntry, DateTimeOffset At);

/// <summary>A report that an instance should have sent.</summary>
/// <param name="Report">The report.</param>
/// <param name="Stands">How long ago the same may have been done because of the report itself.</param>
internal sealed record ArrFact(ArrReport Report, TimeSpan Stands);
