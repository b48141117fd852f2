using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>The steps that the tests of media servers have in common.</summary>
internal static class HttpSteps
{
    /// <summary>The step that asks whether the server would find an item.</summary>
    public const string Finding = "finds the item";

    private const string NoTitle = "No title to try yet: Sublarr's library is empty.";

    /// <summary>What failed, as a step.</summary>
    /// <param name="talk">With the request that failed last.</param>
    /// <param name="name">What was asked.</param>
    public static TestStep Failed(this HttpTalk talk, string name) => new(name, false, talk.Failed.Outcome.ReasonOf() ?? "It did not answer as it should.");

    /// <summary>Whether the server sees a title that Sublarr has: the folder of one must lie within one of the server's. Each mapping must end within one, too.</summary>
    /// <param name="server">What people call it.</param>
    /// <param name="mappings">As they are set.</param>
    /// <param name="folders">The folders of its libraries, as it sees them.</param>
    /// <param name="tried">What it is tried out with; none when there is nothing yet.</param>
    public static TestStep Sees(string server, IReadOnlyList<PathMapping> mappings, IReadOnlyList<string> folders, IReadOnlyList<MediaChange> tried)
    {
        var known = folders.Count == 0 ? "none" : string.Join(", ", folders);
        if (mappings.FirstOrDefault(mapping => !folders.Any(folder => Overlap(mapping.To, folder))) is { } lost)
        {
            return Step(false, $"{server} has no library folder at \"{lost.To}\". Its folders: {known}. Correct the path mapping of \"{lost.From}\".");
        }

        if (folders.Count == 0)
        {
            return Step(false, $"{server} has no folder of videos: add a library there.");
        }

        var places = tried.Select(title => title.WorkFolder).OfType<string>().ToList();
        if (places.Count == 0)
        {
            return Step(true, $"{NoTitle} {server} has these folders: {known}.") with { Untried = true };
        }

        // A server may have movies alone: one of them is enough.
        var paths = new PathMappings(mappings);
        var (folder, mapped) = places.ConvertAll(place => (place, paths.Find(place))) is var seen && seen.FindIndex(IsHeld) is >= 0 and var held ? seen[held] : seen[0];
        return (IsHeld((folder, mapped)), mapped) switch
        {
            (true, null) => Step(true, $"\"{folder}\" is within one of its folders: {known}."),
            (true, _) => Step(true, $"\"{folder}\" is \"{mapped}\" for {server}, within one of its folders: {known}."),
            (_, null) => Step(false, $"{server} has no folder that holds \"{folder}\". Its folders: {known}. Add a path mapping: the folder as Sublarr sees it, and as {server} does."),
            _ => Step(false, $"By its path mappings \"{folder}\" is \"{mapped}\" for {server}, and no folder of its holds that. Its folders: {known}. Correct the path mapping."),
        };

        bool IsHeld((string Folder, string? Mapped) seen) => ForeignPath.Of(seen.Mapped ?? seen.Folder) is var place && folders.Any(each => place.IsWithin(ForeignPath.Of(each)));

        static TestStep Step(bool isOk, string message) => new("sees the path", isOk, message);
    }

    /// <summary>Whether the server would find the item of one of some titles.</summary>
    /// <param name="tried">What it is tried out with; none when there is nothing yet.</param>
    /// <param name="find">Looks for one.</param>
    public static async Task<TestStep> FindsAnyAsync(IReadOnlyList<MediaChange> tried, Func<MediaChange, Task<TestStep>> find)
    {
        TestStep? first = null;
        foreach (var each in tried)
        {
            var step = await find(each);
            if (step.Ok)
            {
                return step;
            }

            first ??= step;
        }

        return first ?? new(Finding, true, NoTitle) { Untried = true };
    }

    /// <summary>Whether the server would find the item of a title that Sublarr has.</summary>
    /// <param name="server">What people call it.</param>
    /// <param name="tried">What was looked for.</param>
    /// <param name="isFound">True when it has the movie, or the very episode.</param>
    /// <param name="isKnown">True when it has the series at least.</param>
    public static TestStep Finds(string server, MediaChange tried, bool isFound, bool isKnown)
    {
        var title = $"\"{tried.Title}\"{(tried.Year is { } year ? $" ({year})" : "")}";
        var episode = tried.Season is { } season ? $"season {season}{(tried.Episodes is [var first, ..] ? $", episode {first}" : "")}" : null;
        return isFound || (isKnown && episode is null) ? new(Finding, true, $"{server} has {title}{(episode is null ? "" : $", {episode}")}.")
            : isKnown && episode is not null ? new(Finding, false, $"{server} has {title}, but not {episode}: let it look through its library.")
            : new(Finding, false, $"{server} knows no {title}: is it in a library there, and matched as this very title?");
    }

    // A mapping of all of the media ends above the folders, one of a single series below.
    private static bool Overlap(string path, string folder) => ForeignPath.Of(path).IsWithin(ForeignPath.Of(folder)) || ForeignPath.Of(folder).IsWithin(ForeignPath.Of(path));
}
