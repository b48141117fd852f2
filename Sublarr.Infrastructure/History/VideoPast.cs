using System.Globalization;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;

namespace Sublarr.Infrastructure.History;

/// <summary>What is remembered of a video when subtitles are looked for.</summary>
/// <param name="Blacklisted">What a person does not want to see again, with what was said of it.</param>
/// <param name="Taken">What lay beside it at some time, or does now.</param>
internal sealed record VideoPast(IReadOnlyDictionary<ProviderSubtitle, string?> Blacklisted, IReadOnlySet<ProviderSubtitle> Taken)
{
    /// <summary>Of a video of which nothing is remembered.</summary>
    public static VideoPast None { get; } = new(new Dictionary<ProviderSubtitle, string?>(), new HashSet<ProviderSubtitle>());

    /// <summary>What was fetched for this very file and did not stand the test, with the reason and the time.</summary>
    public IReadOnlyDictionary<ExpectedSubtitle, UnfitRow> Unfit { get; init; } = new Dictionary<ExpectedSubtitle, UnfitRow>();

    /// <summary>Why it is refused, as a sentence; null when it is not.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="wanted">What it would be for.</param>
    public string? RefusalOf(FoundSubtitle found, WantedSubtitle wanted)
    {
        if (Blacklisted.TryGetValue(ProviderSubtitle.Of(found), out var reason))
        {
            return $"It is on the blacklist of this video{(reason is null ? "" : $" ({reason.TrimEnd('.')})")}.";
        }

        return Unfit.GetValueOrDefault(ExpectedSubtitle.Of(found, wanted)) is { } unfit
            ? string.Create(CultureInfo.InvariantCulture, $"It was fetched on {unfit.At.UtcDateTime:yyyy-MM-dd} and refused: {unfit.Reason}")
            : null;
    }
}

/// <summary>A subtitle of a provider, and what it was to be: another language or wish may be another judgement.</summary>
/// <param name="Subtitle">Which.</param>
/// <param name="Language">The language it was to be in, as an IETF tag.</param>
/// <param name="HearingImpaired">What was wished of lines for the hearing impaired.</param>
internal readonly record struct ExpectedSubtitle(ProviderSubtitle Subtitle, string Language, Wish HearingImpaired)
{
    /// <summary>One that was found.</summary>
    public static ExpectedSubtitle Of(FoundSubtitle found, WantedSubtitle wanted) =>
        new(ProviderSubtitle.Of(found), (found.Language == LanguageCode.Unknown ? wanted.Language : found.Language).Text, wanted.HearingImpaired);
}

/// <summary>A subtitle as its provider knows it.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Id">Its id there.</param>
internal readonly record struct ProviderSubtitle(string Provider, string Id)
{
    /// <summary>One that was found.</summary>
    public static ProviderSubtitle Of(FoundSubtitle found) => new(found.Provider, found.Id);
}
