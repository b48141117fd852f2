using Sublarr.Domain.Library;

namespace Sublarr.Tests.Unit.Library;

/// <summary>Which title a path of a plain folder belongs to.</summary>
public sealed class PlacedVideoTests
{
    [Theory]
    [InlineData("/media/Harbour Line/Season 02/Harbour.Line.S02E03.1080p.WEB.h264-GRP.mkv", "Harbour Line", "/media/Harbour Line", 2, 3)]
    [InlineData("/media/tv/Harbour Line (2019)/Staffel 1/Harbour Line - S01E04 - Name.mkv", "Harbour Line", "/media/tv/Harbour Line (2019)", 1, 4)]
    [InlineData("/media/Harbour Line/Harbour.Line.S01E01.mkv", "Harbour Line", "/media/Harbour Line", 1, 1)]
    [InlineData("/media/Harbour Line/Specials/Harbour Line - S00E02.mkv", "Harbour Line", "/media/Harbour Line", 0, 2)]
    [InlineData("/media/Harbour.Line.S01E01.mkv", "Harbour Line", "/media/Harbour Line", 1, 1)]
    public void An_episode_belongs_to_the_folder_of_its_series(string path, string title, string folder, int season, int episode)
    {
        var place = PlacedVideo.Of("/media", path);

        (place.Kind, place.Title, place.Folder, place.Season).ShouldBe((TitleKind.Series, title, folder, season));
        place.Episodes.ShouldBe([episode]);
    }

    [Theory]
    [InlineData("/media/Foo Film (2020)/Foo.Film.2020.1080p.BluRay.x264-GRP.mkv", "Foo Film", 2020, "/media/Foo Film (2020)")]
    [InlineData("/media/movies/Foo Film/Foo Film.mkv", "Foo Film", null, "/media/movies/Foo Film")]
    [InlineData("/media/movies/Foo Film (2020).mkv", "Foo Film", 2020, "/media/movies/Foo Film (2020)")]
    [InlineData("/media/Foo.Film.2020.1080p.WEB-DL.mkv", "Foo Film", 2020, "/media/Foo.Film.2020.1080p.WEB-DL")]
    public void A_movie_has_a_folder_of_its_own_or_shares_one(string path, string title, int? year, string folder)
    {
        var place = PlacedVideo.Of("/media", path);

        (place.Kind, place.Title, place.Year, place.Folder).ShouldBe((TitleKind.Movie, title, year, folder));
    }

    [Fact]
    public void A_season_folder_tells_the_season_that_the_name_does_not()
    {
        var place = PlacedVideo.Of("/media", "/media/Harbour Line/Season 3/The one in the harbour.mkv");

        (place.Kind, place.Title, place.Season).ShouldBe((TitleKind.Series, "Harbour Line", 3));
        place.Episodes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/media/.mkv")]
    [InlineData("/media/[].mkv")]
    [InlineData("/media/S01E01.mkv")]
    [InlineData("/media/Season 1/Season 1/1.mkv")]
    [InlineData("/media/Season 1/1.mkv")]
    [InlineData("/media/(2020)/(2020).mkv")]
    public void Whatever_a_name_is_it_has_a_title_and_a_folder(string path)
    {
        var place = PlacedVideo.Of("/media", path);

        place.Folder.ShouldStartWith("/media");
        place.Title.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Foo.mkv", true)]
    [InlineData("Foo.MP4", true)]
    [InlineData("Foo-trailer.mkv", false)]
    [InlineData("sample.mkv", false)]
    [InlineData("foo.grp-sample.mkv", false)]
    [InlineData("The Sample.mkv", true)]
    [InlineData("._Foo.mkv", false)]
    [InlineData("Foo.srt", false)]
    [InlineData("Foo", false)]
    public void Trailers_samples_and_hidden_files_are_no_videos_of_their_own(string name, bool isVideo) => MediaNames.IsVideo(name).ShouldBe(isVideo);

    [Theory]
    [InlineData("The Harbour Line", "harbour line")]
    [InlineData("A Foo", "foo")]
    [InlineData("The", "the")]
    [InlineData("Theory", "theory")]
    public void Titles_are_sorted_without_their_article(string name, string sorted) => SortName.Of(name).ShouldBe(sorted);
}
