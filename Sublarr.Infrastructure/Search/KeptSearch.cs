using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.Search;

/// <summary>A search as it is kept, read.</summary>
/// <param name="Wanted">What was wanted.</param>
/// <param name="Providers">What each provider answered, in their order.</param>
/// <param name="Candidates">What was found: for each that was wanted the best first.</param>
/// <param name="Fates">What became of those that were tried, by their ids.</param>
public sealed record KeptSearch(
    IReadOnlyList<WantedSubtitle> Wanted, IReadOnlyList<KeptProvider> Providers, IReadOnlyList<KeptCandidate> Candidates, IReadOnlyDictionary<string, KeptFate> Fates)
{
    /// <summary>Reads it.</summary>
    public static KeptSearch Of(SearchRow row) => new(
        KeptJson.Read<List<WantedSubtitle>>(row.Wanted), KeptJson.Read<List<KeptProvider>>(row.Providers), KeptJson.Unpack<List<KeptCandidate>>(row.Candidates) ?? [],
        KeptJson.Read<Dictionary<string, KeptFate>>(row.Fates));

    /// <summary>The same as scoring knows searches: one for each that was wanted and of which something was found.</summary>
    /// <param name="type">An episode or a movie.</param>
    /// <param name="title">What people call it.</param>
    public IEnumerable<SearchResult> Results(MediaType type, string title) =>
        Wanted.Select((wanted, place) => ResultOf(type, title, wanted, place)).Where(result => result.Candidates.Count > 0);

    /// <summary>What competes with a candidate, and which of them it is.</summary>
    /// <param name="type">An episode or a movie.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="candidate">One of the candidates.</param>
    public (SearchResult Search, int Place) ResultWith(MediaType type, string title, KeptCandidate candidate) => (
        ResultOf(type, title, Wanted[candidate.Wanted], candidate.Wanted),
        Candidates.Where(rival => rival.Wanted == candidate.Wanted).Index().First(rival => rival.Item.Id == candidate.Id).Index);

    private SearchResult ResultOf(MediaType type, string title, WantedSubtitle wanted, int place) =>
        new(type, title, wanted.Language.Text, [.. Candidates.Where(candidate => candidate.Wanted == place).Select(candidate => candidate.Candidate)]);
}

/// <summary>What one provider answered.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Found">How many subtitles it has.</param>
/// <param name="Milliseconds">How long it took; null while it has not answered.</param>
/// <param name="Problem">What kept it from answering, as a sentence; null for nothing.</param>
/// <param name="IsSkipped">True when it was not asked, because it was to be left alone.</param>
public sealed record KeptProvider(string Name, int Found, long? Milliseconds, string? Problem, bool IsSkipped);

/// <summary>A subtitle that was found, as it competes for one that was wanted.</summary>
/// <param name="Id">Unique in its search, and the same each time it is found there.</param>
/// <param name="Wanted">Which of those that were wanted.</param>
/// <param name="Found">What the provider said of it.</param>
/// <param name="Candidate">The same as scoring saw it.</param>
/// <param name="Points">What it scored then.</param>
/// <param name="Percent">In percent of what was possible.</param>
/// <param name="Parts">How the points came about.</param>
/// <param name="Refusals">Why rules refused it; empty when they did not.</param>
public sealed record KeptCandidate(
    string Id, int Wanted, FoundSubtitle Found, Candidate Candidate, int Points, int Percent, IReadOnlyList<ScorePart> Parts, IReadOnlyList<string> Refusals);

/// <summary>What became of a candidate that was tried.</summary>
/// <param name="Fate">What.</param>
/// <param name="Reasons">Why, as sentences.</param>
public sealed record KeptFate(CandidateFate Fate, IReadOnlyList<string> Reasons)
{
    /// <summary>The name of the file beside the video; null when there is none.</summary>
    public string? File { get; init; }

    /// <summary>It could not be had.</summary>
    /// <param name="problem">Why.</param>
    public static KeptFate Of(ProviderFailure problem) => new(CandidateFate.NotFetched, [problem.Message]);

    /// <summary>It was had, and put in place or not.</summary>
    /// <param name="result">What came of it.</param>
    public static KeptFate Of(PlacementResult result) => result switch
    {
        PlacementResult.Placed placed => new(CandidateFate.Taken, []) { File = Path.GetFileName(placed.Path) },
        PlacementResult.Refused { Kind: PlacementRefusal.Unfit } unfit => new(CandidateFate.Refused, [unfit.Reason]),
        PlacementResult.Refused refused => new(CandidateFate.NotPlaced, [refused.Reason]),
        _ => throw new InvalidOperationException($"Placing came to {result.GetType().Name}."),
    };
}

/// <summary>What became of a candidate.</summary>
public enum CandidateFate
{
    /// <summary>Nobody tried it.</summary>
    NotReached,

    /// <summary>It lies beside its video.</summary>
    Taken,

    /// <summary>It was fetched, and is not what it should be.</summary>
    Refused,

    /// <summary>Its provider did not deliver it.</summary>
    NotFetched,

    /// <summary>It could not be put beside its video.</summary>
    NotPlaced,
}
