using System.Text.Json.Serialization;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Search;

namespace Sublarr.Web.Searches;

/// <summary>A search as people and machines see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">running, done, failed or cancelled.</param>
/// <param name="VideoId">The video.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Type">episode or movie.</param>
/// <param name="Origin">Who wanted it: automatic, person or upgrade.</param>
/// <param name="JobId">The job that searched.</param>
/// <param name="AskedAt">When it began, in UTC.</param>
/// <param name="FinishedAt">When it ended; null while it runs.</param>
/// <param name="Problem">Why nothing could be found out, as a sentence.</param>
/// <param name="Wanted">What was wanted.</param>
/// <param name="Providers">What each provider answered.</param>
/// <param name="Candidates">What was found, the best first, what is refused last.</param>
internal sealed record SearchView(
    long Id, SearchState State, long VideoId, string Title, MediaType Type, SearchOrigin Origin, long? JobId, DateTimeOffset AskedAt, DateTimeOffset? FinishedAt, string? Problem,
    IReadOnlyList<SoughtView> Wanted, IReadOnlyList<SearchProviderView> Providers, IReadOnlyList<CandidateView> Candidates)
{
    /// <summary>The video's whole path, as Sublarr sees it.</summary>
    public string Path { get; init; } = "";

    /// <summary>The series or movie.</summary>
    public long TitleId { get; init; }

    /// <summary>The page of its title.</summary>
    [JsonIgnore]
    public string TitlePage => $"library/{(Type == MediaType.Episode ? "series" : "movies")}/{TitleId}";

    /// <param name="search">The search.</param>
    /// <param name="known">The providers, for what is left of their downloads.</param>
    /// <param name="now">The present moment.</param>
    public static SearchView Of(ReadSearch search, IReadOnlyList<InstalledProvider> known, DateTimeOffset now)
    {
        var (row, kept) = (search.Row, search.Kept);
        return new(
            row.Id, search.State, row.VideoId, row.Title, row.Type, row.Origin, row.JobId, row.AskedAt, row.FinishedAt, row.Problem,
            [.. kept.Wanted.Select(SoughtView.Of)],
            [.. kept.Providers.Select(provider => SearchProviderView.Of(provider, known.FirstOrDefault(one => one.Name == provider.Name), now))],
            // What stands there is in the order of the ranking already: among equals it stays so.
            [.. kept.Candidates.Select(candidate => CandidateView.Of(candidate, search)).OrderBy(candidate => candidate.Refused).ThenByDescending(candidate => candidate.Score)])
        {
            Path = search.Path, TitleId = search.TitleId,
        };
    }

    /// <summary>The provider of a candidate.</summary>
    public SearchProviderView? ProviderOf(CandidateView candidate) => Providers.FirstOrDefault(provider => provider.Name == candidate.ProviderName);
}

/// <summary>A subtitle that was wanted.</summary>
/// <param name="Language">An IETF tag.</param>
/// <param name="Variant">whole, forced or hearing_impaired.</param>
/// <param name="Required">False for one that is nice to have.</param>
internal sealed record SoughtView(string Language, SubtitleVariant Variant, bool Required)
{
    public static SoughtView Of(WantedSubtitle wanted) => new(wanted.Language.Text, wanted.Variant, wanted.IsRequired);
}

/// <summary>What one provider answered.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Label">What people call it.</param>
/// <param name="State">asking, answered, failed or skipped.</param>
/// <param name="Found">How many subtitles it has.</param>
/// <param name="Milliseconds">How long it took; null while it is asked.</param>
/// <param name="Problem">What kept it from answering, as a sentence.</param>
/// <param name="Quota">What is left of its downloads now, such as "18 of 20 left"; null when it does not say.</param>
/// <param name="IsHere">True for what is on this machine, and costs nothing.</param>
public sealed record SearchProviderView(string Name, string Label, string State, int Found, long? Milliseconds, string? Problem, string? Quota, bool IsHere)
{
    internal static SearchProviderView Of(KeptProvider provider, InstalledProvider? known, DateTimeOffset now) => new(
        provider.Name, ProviderCapabilities.LabelOf(provider.Name), StateOf(provider), provider.Found, provider.Milliseconds, provider.Problem,
        known?.State.QuotaAt(now) is { Words.Length: > 0 } quota ? quota.Words : null, known?.Provider.Capabilities.IsHere == true);

    private static string StateOf(KeptProvider provider) => provider switch
    {
        { IsSkipped: true } => "skipped",
        { Problem: not null } => "failed",
        { Milliseconds: null } => "asking",
        _ => "answered",
    };
}
