using System.Security.Cryptography;
using System.Text;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.Search;

/// <summary>What a search has come to so far, as it is to be kept.</summary>
/// <param name="video">The video.</param>
/// <param name="wanted">What is wanted of it.</param>
/// <param name="origin">Who wants it.</param>
/// <param name="jobId">The job that searches; null for none.</param>
/// <param name="askedAt">When it began, in UTC.</param>
internal sealed class SearchReport(SearchedVideo video, IReadOnlyList<WantedSubtitle> wanted, SearchOrigin origin, long? jobId, DateTimeOffset askedAt)
{
    /// <summary>So many are kept of a search at most: providers are strangers, and nobody looks through more.</summary>
    public const int MostCandidates = 1_000;

    private const int MostReleases = 20;
    private const int LongestName = 300;

    private readonly Dictionary<string, KeptProvider> _providers = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<KeptCandidate>[] _candidates = [.. wanted.Select(_ => Array.Empty<KeptCandidate>())];
    private readonly Dictionary<string, KeptFate> _fates = new(StringComparer.Ordinal);

    /// <summary>Who is asked, before anybody answers.</summary>
    public void Asked(IEnumerable<string> providers)
    {
        foreach (var name in providers)
        {
            _providers[name] = new(name, 0, null, null, IsSkipped: false);
        }
    }

    /// <summary>One has answered.</summary>
    public void Answered(ProviderAnswered answer) => _providers[answer.Provider] =
        new(answer.Provider, answer.Found.Count, (long)answer.Took.TotalMilliseconds, answer.Failure?.Message, answer.IsSkipped);

    /// <summary>All have answered.</summary>
    public void Answered(SearchAnswer answer)
    {
        foreach (var provider in answer.Providers)
        {
            Answered(provider);
        }
    }

    /// <summary>What was found for one that is wanted, the best first; it takes the place of what was found before.</summary>
    public void Ranked(int place, IReadOnlyList<RankedSubtitle> ranked) => _candidates[place] =
    [
        // Two of one id are one file, however often it is listed.
        .. ranked.Take(Math.Max(50, MostCandidates / wanted.Count)).Select(subtitle => Kept(place, subtitle)).DistinctBy(candidate => candidate.Id),
    ];

    /// <summary>What became of those that were tried; null when none was.</summary>
    public void Tried(int place, FetchedSubtitle? fetched)
    {
        foreach (var (subtitle, fate) in fetched?.Tried ?? [])
        {
            _fates[IdOf(place, subtitle.Found)] = fate;
        }
    }

    /// <summary>The search while it runs.</summary>
    public SearchRow Running() => Row(SearchState.Running, null, null);

    /// <summary>The search at its end.</summary>
    public SearchRow Ended(DateTimeOffset now)
    {
        var problem = _providers.Count == 0
            ? "None of the providers that are switched on has subtitles for this."
            : _providers.Values.All(provider => provider.Problem is not null) ? $"No provider answered. {_providers.Values.First().Problem}" : null;
        return Row(problem is null ? SearchState.Done : SearchState.Failed, now, problem);
    }

    /// <summary>The search as it was stopped.</summary>
    public SearchRow Cancelled(DateTimeOffset now) => Row(SearchState.Cancelled, now, null);

    private static KeptCandidate Kept(int place, RankedSubtitle ranked) => new(
        IdOf(place, ranked.Found), place, Shortened(ranked.Found), ranked.Candidate with { ReleaseInfo = Cut(ranked.Candidate.ReleaseInfo) },
        ranked.Score.Points, ranked.Score.Percent, ranked.Score.Parts, ranked.Score.Refusals);

    // By what it is and not by its turn: providers answer in another order each time.
    private static string IdOf(int place, FoundSubtitle found) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{place}\n{found.Provider}\n{found.Id}")).AsSpan(0, 6));

    private static FoundSubtitle Shortened(FoundSubtitle found) => found with
    {
        Releases = [.. found.Releases.Take(MostReleases).Select(name => Cut(name)!)],
        FileName = Cut(found.FileName),
        Uploader = Cut(found.Uploader),
        UploaderRank = Cut(found.UploaderRank),
    };

    private static string? Cut(string? text) => text is { Length: > LongestName } ? text[..LongestName] : text;

    private SearchRow Row(SearchState state, DateTimeOffset? finishedAt, string? problem)
    {
        KeptCandidate[] candidates = [.. _candidates.SelectMany(found => found)];
        return new()
        {
            VideoId = video.Row.Id,
            Title = video.Name,
            Type = video.Type,
            Origin = origin,
            JobId = jobId,
            State = state,
            AskedAt = askedAt,
            FinishedAt = finishedAt,
            Problem = problem,
            Found = candidates.Length,
            Wanted = KeptJson.Write(wanted),
            Providers = KeptJson.Write(_providers.Values),
            Candidates = KeptJson.Pack(candidates),
            Fates = KeptJson.Write(_fates),
        };
    }
}
