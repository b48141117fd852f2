using System.Collections.Concurrent;
using Sublarr.Domain.Incoming;

namespace Sublarr.Infrastructure.Incoming;

/// <summary>
/// Remembers what each sender's ids stood for since the start, to notice two that share a name: an id is never given again
/// within one library.
/// </summary>
internal sealed class LibrariesSeen
{
    /// <summary>Some megabytes; then it learns anew.</summary>
    private const int Limit = 20_000;

    private readonly ConcurrentDictionary<(ArrSource Source, string Instance, int Id), Media> _media = new();

    /// <summary>What tells that this report comes from another library than one before it under the same name; null when nothing does.</summary>
    public string? ContradictionOf(ArrReport report)
    {
        if (report.Subject is ArrSubject.Test or ArrSubject.Unknown || report.MediaId is not { } id)
        {
            return null;
        }

        if (_media.Count >= Limit)
        {
            _media.Clear();
        }

        var key = (report.Source, report.Instance, id);
        var now = new Media(report.Title, report.TvdbId, report.TmdbId, report.Folder);
        if (_media.TryGetValue(key, out var before) && before.IsOther(now))
        {
            _media[key] = now;
            return $"Its id {id} stood for \"{before.Title}\" and now stands for \"{now.Title}\".";
        }

        _media[key] = now;
        return null;
    }

    private sealed record Media(string? Title, int? TvdbId, int? TmdbId, string? Folder)
    {
        // A title and a folder are changed by people and by refreshes, one at a time; the ids of the world's catalogs are not.
        public bool IsOther(Media other)
        {
            if ((TvdbId ?? TmdbId) is not null && TvdbId is null == other.TvdbId is null && (TvdbId is not null || other.TmdbId is not null))
            {
                return TvdbId is not null ? TvdbId != other.TvdbId : TmdbId != other.TmdbId;
            }

            return Title != other.Title && Folder != other.Folder;
        }
    }
}
