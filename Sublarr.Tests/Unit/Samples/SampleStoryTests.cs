using System.Text;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Releases;
using Sublarr.Domain.Samples;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Providers.Samples;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Unit.Samples;

public sealed class SampleStoryTests
{
    private static readonly LanguageCode English = LanguageCode.Find("en")!.Value;

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
    public void No_two_subtitles_are_the_same_and_each_has_a_line_every_few_seconds()
    {
        var texts = SampleStory.Videos.SelectMany(video => SampleOffer.All.Select(offer => SampleText.Of(video, offer))).ToList();

        texts.ShouldBeUnique();
        texts.ShouldAllBe(text => text.Split("the ").Length > 60);
        SampleStory.Videos.Select(video => video.FileName).ShouldAllBe(name => MediaNames.IsVideo(name));
        MediaNames.IsAside(SampleStory.FolderName).ShouldBeFalse("no look through folders would see it");
    }

    private static ProviderRow Nothing { get; } = new(SampleStory.Provider);

    private static async Task<IReadOnlyList<FoundSubtitle>> SearchAsync(SampleVideo video) => await new SamplesProvider(TimeProvider.System).SearchAsync(QueryOf(video), Nothing, CancellationToken.None);

    private static ProviderQuery QueryOf(SampleVideo video) => new(video.Type, video.Title, [English])
    {
        Year = video.Year, Season = video.Season, Episodes = video.Episode is { } episode ? [episode] : [], FileName = video.FileName, Release = ReleaseName.Parse(video.FileName),
    };
}
