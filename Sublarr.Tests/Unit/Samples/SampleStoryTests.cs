using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Releases;
using Sublarr.Domain.Samples;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Subtitles;
using Sublarr.Domain.Subtitles.Gate;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Providers.Samples;

namespace Sublarr.Tests.Unit.Samples;

public sealed class SampleStoryTests
{
    private static readonly LanguageCode English = LanguageCode.Find("en")!.Value;

    // Ranks count for a provider that is known to tell them.
    static SampleStoryTests() => ProviderCapabilities.Include([new SamplesProvider(TimeProvider.System).Capabilities]);

    public static TheoryData<int> Videos => [.. Enumerable.Range(0, SampleStory.Videos.Count)];

    [Theory]
    [MemberData(nameof(Videos))]
    public async Task Points_as_they_come_and_two_sliders_each_let_another_one_win(int place)
    {
        var video = SampleStory.Videos[place];
        var found = await SearchAsync(video);

        found.Count.ShouldBeInRange(4, 6);
        Winner(ScoringRules.Default.Weights).ShouldBe("same-group");
        Winner(ScoringRules.Default.Weights.With(video.Type, ScoringKey.ReleaseGroup, 0)).ShouldBe("other-group");
        Winner(ScoringRules.Default.Weights.With(video.Type, ScoringKey.FormatBonus, 400)).ShouldBe("styled");

        string Winner(ScoringWeights weights)
        {
            var rules = ScoringRules.Default with { Weights = weights };
            return found.MaxBy(subtitle => ScoringEngine.Score(subtitle.ToCandidate(QueryOf(video)), video.Type, rules).Points)!.Id.Split('/')[1];
        }
    }

    [Fact]
    public async Task It_answers_for_its_own_videos_alone_and_in_English_alone()
    {
        var provider = new SamplesProvider(TimeProvider.System);
        var query = QueryOf(SampleStory.Imported);

        (await provider.SearchAsync(query with { FileName = "The.Harbour.Line.S01E02.720p.mkv" }, Nothing, CancellationToken.None)).ShouldBeEmpty();
        (await provider.SearchAsync(query with { Title = "Another Series" }, Nothing, CancellationToken.None)).ShouldBeEmpty();
        (await provider.SearchAsync(new ProviderQuery(query.Type, query.Title, [LanguageCode.Find("de")!.Value]) { FileName = query.FileName }, Nothing, CancellationToken.None)).ShouldBeEmpty();
        ProviderCapabilities.All.ShouldNotContain(known => known.Name == SampleStory.Provider);
    }

    [Fact]
    public void Every_subtitle_stands_the_test_as_what_it_is_said_to_be_and_no_two_are_the_same()
    {
        var all = SampleStory.Videos.SelectMany(video => SampleSubtitle.All.Select(offer => (Video: video, Offer: offer, Text: SampleText.Of(video, offer)))).ToList();

        all.Select(one => one.Text).ShouldBeUnique();
        foreach (var (video, offer, text) in all)
        {
            var wish = offer.IsHearingImpaired ? Wish.Only : Wish.Exclude;
            var judged = SubtitleGate.Judge(text, new SubtitleExpectation(English) { Duration = video.Length, HearingImpaired = wish });
            judged.Refusals.ShouldBeEmpty($"{video.Name}, {offer.Key}");
            judged.Text!.Format.Extension.ShouldBe($".{offer.Format}");
            judged.Text.Cues.Count.ShouldBeGreaterThan(60);
        }
    }

    [Fact]
    public void Its_videos_are_seen_by_every_look_through_folders()
    {
        SampleStory.Videos.Select(video => video.FileName).ShouldAllBe(name => MediaNames.IsVideo(name));
        MediaNames.IsAside(SampleStory.FolderName).ShouldBeFalse();
        SampleStory.Videos.Select(video => ReleaseName.Parse(video.FileName).Title).ShouldBe(SampleStory.Videos.Select(video => video.Title));
    }

    private static ProviderRow Nothing { get; } = new(SampleStory.Provider);

    private static async Task<IReadOnlyList<FoundSubtitle>> SearchAsync(SampleVideo video) => await new SamplesProvider(TimeProvider.System).SearchAsync(QueryOf(video), Nothing, CancellationToken.None);

    private static ProviderQuery QueryOf(SampleVideo video) => new(video.Type, video.Title, [English])
    {
        Year = video.Year, Season = video.Season, Episodes = video.Episode is { } episode ? [episode] : [], FileName = video.FileName, Release = ReleaseName.Parse(video.FileName),
    };
}
