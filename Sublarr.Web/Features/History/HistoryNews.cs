using Sublarr.Domain.Jobs;
using Sublarr.Web.Live;

namespace Sublarr.Web.Features.History;

/// <summary>After what the history may be another.</summary>
internal static class HistoryNews
{
    /// <summary>True when a subtitle was placed or went: one that goes is wanted again, or one less is.</summary>
    public static bool Concerns(LiveBatch batch) =>
        batch.IsWantedOther || batch.Missed > 0 || batch.Events.Any(fact => fact.Name is "subtitle_downloaded" or "upgrade_complete")
        || batch.Jobs.Any(job => job.Kind is JobKinds.FindNext or JobKinds.UpgradeSubtitle);
}
