using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Releases;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Tests.Unit.Providers;

/// <summary>What a provider's own facts match of a video.</summary>
public sealed class FeatureFactsTests
{
    private static readonly ProviderQuery Episode = new(MediaType.Episode, "Harbor Lights", [LanguageCode.Find("en")!.Value]) { AlternativeTitles = ["Hafenlichter"], Season = 2, Episodes = [5, 6] };

    [Theory]
    [InlineData("Harbor.Lights.S02E05E06.1080p.WEB-X", "Series Season Episode")]
    [InlineData("Hafenlichter.S02E05E06", "Series Season Episode")]
    [InlineData("Harbor.Lights.S02E05", "Series Season")]
    [InlineData("Harbor.Lights.S02.COMPLETE", "Series Season Episode")]
    [InlineData("Harbor.Lights.S03E05E06", "Series")]
    [InlineData("Another.Show.S02E05E06", "Season Episode")]
    public void A_name_matches_what_it_says(string name, string expected)
    {
        var bits = FeatureFacts.Of(ReleaseName.Parse(name)).MatchedBy(Episode);

        string.Join(' ', Enum.GetValues<ScoringKey>().Where(bits.Has)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(true, null, null, true)]
    [InlineData(false, "Paper Comet", 2019, true)]
    [InlineData(false, "Paper Comet", 1968, false)]
    [InlineData(false, "Another Film", 2019, false)]
    public void A_hash_counts_where_the_movie_is_the_same(bool isSame, string? title, int? year, bool expected)
    {
        var movie = new ProviderQuery(MediaType.Movie, "Paper Comet", []) { Year = 2019 };

        new FeatureFacts { IsSame = isSame, Title = title, Year = year, IsHashReported = true }.MatchedBy(movie).Has(ScoringKey.Hash).ShouldBe(expected);
    }

    [Theory]
    [InlineData("tt0903747", 903747L)]
    [InlineData("903747", 903747L)]
    [InlineData("tt", null)]
    [InlineData("nm0000001x", null)]
    [InlineData(null, null)]
    public void An_id_of_imdb_is_its_digits(string? text, long? expected) => ProviderIds.ImdbOf(text).ShouldBe(expected);

    [Theory]
    [InlineData("https://me:pass@dl.example.org/a.zip?api_key=12345678&n=1#x", "https://dl.example.org/a.zip?n=1")]
    [InlineData("https://dl.example.org/a.zip?n=1&token=abc&m=2", "https://dl.example.org/a.zip?n=1&m=2")]
    [InlineData("https://dl.example.org/a.zip?token=abc", "https://dl.example.org/a.zip")]
    public void Nothing_secret_stays_in_an_address(string address, string expected) => Redaction.WithoutSecrets(new Uri(address)).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a\\b\\c.srt", "c.srt")]
    [InlineData("..", "instead")]
    [InlineData("\"quoted.srt\"", "quoted.srt")]
    [InlineData("line\nbreak.srt", "linebreak.srt")]
    [InlineData(null, "instead")]
    public void A_delivered_name_is_a_name_and_no_path(string? name, string expected) => DownloadedSubtitle.NameOf(name, "instead").ShouldBe(expected);
}
