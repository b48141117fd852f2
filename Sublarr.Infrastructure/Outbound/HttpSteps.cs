using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>The steps that the tests of media servers have in common.</summary>
internal static class HttpSteps
{
    /// <summary>What failed, as a step.</summary>
    /// <param name="talk">With the request that failed last.</param>
    /// <param name="name">What was asked.</param>
    public static TestStep Failed(this HttpTalk talk, string name) => new(name, false, talk.Failed.Outcome.ReasonOf() ?? "It did not answer as it should.");

    /// <summary>Whether the server sees what is mapped: each mapping must end within one of its folders.</summary>
    /// <param name="server">What people call it.</param>
    /// <param name="mappings">As they are set.</param>
    /// <param name="folders">The folders of its libraries, as it sees them.</param>
    public static TestStep Sees(string server, IReadOnlyList<PathMapping> mappings, IReadOnlyList<string> folders)
    {
        const string name = "sees the path";
        var known = folders.Count == 0 ? "none" : string.Join(", ", folders);
        if (mappings.FirstOrDefault(mapping => !folders.Any(folder => Overlap(mapping.To, folder))) is { } lost)
        {
            return new(name, false, $"{server} has no library folder at \"{lost.To}\". Its folders: {known}. Correct the path mapping of \"{lost.From}\".");
        }

        return folders.Count == 0
            ? new(name, false, $"{server} has no folder of videos: add a library there.")
            : new(name, true, mappings.Count == 0
                ? $"No path mappings: {server} must see the paths that Sonarr and Radarr report. Its folders: {known}."
                : $"Every path mapping ends in one of its folders: {known}.");
    }

    // A mapping of all of the media ends above the folders, one of a single series below.
    private static bool Overlap(string path, string folder) => ForeignPath.Of(path).IsWithin(ForeignPath.Of(folder)) || ForeignPath.Of(folder).IsWithin(ForeignPath.Of(path));
}
