using Sublarr.Domain.Languages;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>The subtitles that are wanted, as they are stored. Asked on the writer's thread, within its transactions.</summary>
internal interface IWantedTable
{
    /// <summary>Stores what a video lacks. What was wanted before and still is keeps its searches, and stays ignored if it was.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="videoId">The video.</param>
    /// <param name="missing">What it lacks, the most wanted first.</param>
    /// <param name="now">The time, in UTC.</param>
    /// <param name="due">When what is new is looked for by itself, in UTC.</param>
    /// <param name="isNewFile">True when the video was imported: what was looked for in vain was looked for another file, and all of it begins anew.</param>
    WantedChange Put(WriteSession session, long videoId, IReadOnlyList<WantedSubtitle> missing, DateTimeOffset now, DateTimeOffset due, bool isNewFile);

    /// <summary>Stores what came of a search.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="id">What was wanted; if it no longer is, nothing is stored.</param>
    /// <param name="searched">What came of it.</param>
    /// <param name="now">The time, in UTC.</param>
    /// <param name="chance">A random number in [0, 1); see <see cref="SearchPace"/>.</param>
    void Searched(WriteSession session, long id, SearchedSubtitle searched, DateTimeOffset now, double chance);

    /// <summary>Nobody wants to hear of some any more, or somebody does again; returns how many changed. Those are due at once.</summary>
    int Ignore(WriteSession session, IReadOnlyList<long> ids, bool isIgnored, DateTimeOffset now);

    /// <summary>Notes by which profiles it is worked out from now on.</summary>
    void SetBasis(WriteSession session, string profiles);
}

/// <summary>How what a video lacks has changed.</summary>
/// <param name="Added">So many subtitles are newly wanted.</param>
/// <param name="Removed">So many are no longer.</param>
/// <param name="Renewed">So many were wanted before, and are looked for as if they were new.</param>
internal readonly record struct WantedChange(int Added, int Removed, int Renewed);
