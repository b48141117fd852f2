using System.Runtime.CompilerServices;
using System.Text;
using FluentValidation;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Samples;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Settings;

namespace Sublarr.Infrastructure.Providers.Samples;

/// <summary>The provider of the sample data: it knows its videos alone, and is listed only while they are there.</summary>
/// <param name="time">Lets a search take as long as one sees it.</param>
internal sealed class SamplesProvider(TimeProvider time) : ISubtitleProvider
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(400);
    private static readonly LanguageCode English = LanguageCode.Find("en")!.Value;

    public ProviderCapabilities Capabilities { get; } = new(
        SampleStory.Provider, "Sample subtitles",
        CandidateBits.Of(
            ScoringKey.Series, ScoringKey.Title, ScoringKey.Year, ScoringKey.Season, ScoringKey.Episode, ScoringKey.ReleaseGroup, ScoringKey.Source, ScoringKey.AudioCodec,
            ScoringKey.Resolution, ScoringKey.HearingImpaired, ScoringKey.FormatBonus),
        ReportsRanks: true)
    {
        Description = "Invented subtitles for the invented titles of the sample data. It goes with them.", Languages = ["en"], IsHere = true, IsHiddenUntilSet = true,
    };

    public async Task<IReadOnlyList<FoundSubtitle>> SearchAsync(ProviderQuery query, IStoredSettings settings, CancellationToken cancellationToken)
    {
        if (SampleStory.Find(query.FileName) is not { } video || !query.IsCalled(video.Title) || query.WantedBy(English) is null)
        {
            return [];
        }

        await Task.Delay(Pace, time, cancellationToken);
        return [.. SampleSubtitle.All.Select(offer => Of(video, offer, query))];
    }

    public async Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IStoredSettings settings, CancellationToken cancellationToken)
    {
        await Task.Delay(Pace, time, cancellationToken);
        return subtitle.Id.Split('/') is [var file, var key] && SampleStory.Find(file) is { } video && SampleSubtitle.All.FirstOrDefault(offer => offer.Key == key) is { } found
            ? new($"{found.ReleaseOf(video)}.{found.Format}", Encoding.UTF8.GetBytes(SampleText.Of(video, found)))
            : throw new ProviderException(new(ProviderFailureReason.NotThere, "The sample data has no such subtitle. Look for it again."));
    }

    public async IAsyncEnumerable<TestStep> TestAsync(IStoredSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Pace, time, cancellationToken);
        yield return new(ProviderSteps.Reached, true, $"It has {SampleSubtitle.All.Count} subtitles for each of the {SampleStory.Videos.Count} videos of the sample data.");
    }

    private static FoundSubtitle Of(SampleVideo video, SampleSubtitle offer, ProviderQuery query) => new(SampleStory.Provider, $"{video.FileName}/{offer.Key}", English)
    {
        Matched = new FeatureFacts { Title = video.Title, Year = offer.TellsYear ? video.Year : null, Season = video.Season, Episode = video.Episode }.MatchedBy(query),
        Releases = [offer.ReleaseOf(video)],
        Format = offer.Format,
        IsHearingImpaired = offer.IsHearingImpaired,
        IsMachineTranslated = offer.IsMachineTranslated,
        Uploader = offer.Uploader,
        UploaderRank = offer.Rank,
        Downloads = offer.Downloads,
    };
}

/// <summary>What belongs to the sample data, kept with its provider. People set none of it.</summary>
[SettingsOfProvider(SampleStory.Provider)]
internal sealed record SamplesSettings
{
    /// <summary>Its hook; 0 before there is one.</summary>
    public long Hook { get; init; }

    /// <summary>Its webhook; 0 before there is one.</summary>
    public long Webhook { get; init; }

    /// <summary>The job that works on its report; 0 before it was sent.</summary>
    public long Report { get; init; }
}

internal sealed class SamplesSettingsValidator : AbstractValidator<SamplesSettings>;
