namespace Sublarr.Domain.Library;

/// <summary>Changes of one folder that came together, as a person says them.</summary>
public static class ManyChanges
{
    /// <summary>"24 episodes of The Harbour Line"; files, where no episodes are named.</summary>
    /// <param name="changes">At least one.</param>
    public static string Sentence(IReadOnlyList<MediaChange> changes)
    {
        var last = changes[^1];
        var episodes = changes.SelectMany(change => change.Episodes.Select(episode => (change.Season, episode))).Distinct().Count();
        var files = changes.SelectMany(change => change.Files).Distinct(StringComparer.Ordinal).Count();
        var what = episodes > 0 ? Wording.Several(episodes, "episode") : Wording.Several(Math.Max(files, 1), "file");
        return $"{what} of {last.Title}{(last.IsRemoval ? " removed" : "")}";
    }
}
