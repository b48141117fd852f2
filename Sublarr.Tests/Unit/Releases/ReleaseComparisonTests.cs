using Sublarr.Domain.Releases;
using Sublarr.Domain.Scoring;

namespace Sublarr.Tests.Unit.Releases;

/// <summary>What the release of a subtitle shares with that of a file.</summary>
public sealed class ReleaseComparisonTests
{
    private const string File = "Ashen.Harbor.2019.S02E05.1080p.AMZN.WEB-DL.DDP5.1.H.264-KORVAX";

    [Fact]
    public void The_same_release_shares_all_that_a_name_can_tell() =>
        Shared(File, File).ShouldBe([ScoringKey.Series, ScoringKey.Year, ScoringKey.Season, ScoringKey.Episode, ScoringKey.ReleaseGroup, ScoringKey.Source, ScoringKey.AudioCodec, ScoringKey.Resolution]);

    [Theory]
    [InlineData("Ashen.Harbor.S02E05.720p.WEBRip.DD+5.1.x264-OTHER", ScoringKey.Source)]
    [InlineData("Ashen.Harbor.S02E05.720p.WEB.EAC3.x264-OTHER", ScoringKey.Source)]
    [InlineData("Ashen.Harbor.S02E05.720p.WEBRip.DD+5.1.x264-OTHER", ScoringKey.AudioCodec)]
    [InlineData("Ashen.Harbor.S02E05.720p.HDTV.E-AC-3.x264-OTHER", ScoringKey.AudioCodec)]
    [InlineData("ashen.harbor.s02e05.web.h264-korvax", ScoringKey.ReleaseGroup)]
    [InlineData("Ashen.Harbor.S02E05.1080p.WEB.h264-KORVAX[rartv]", ScoringKey.ReleaseGroup)]
    [InlineData("Ashen.Harbor.S02E05-KORVAX-xpost", ScoringKey.ReleaseGroup)]
    [InlineData("Ashen.Harbor.S02E05-KORVAX", ScoringKey.ReleaseGroup)]
    [InlineData("Ashen Harbor S02E04E05E06 720p HDTV", ScoringKey.Episode)]
    [InlineData("Ashen Harbor - 2x05", ScoringKey.Season)]
    [InlineData("Ashen Harbor S01-S03 1080p BluRay", ScoringKey.Season)]
    public void What_is_written_differently_is_shared_all_the_same(string candidate, ScoringKey key) => Shared(File, candidate).ShouldContain(key);

    [Theory]
    [InlineData("Ashen.Harbor.S02E05.1080p.BluRay.x264-KORVAX", ScoringKey.ReleaseGroup)]
    [InlineData("Ashen.Harbor.S02E05.1080p.BluRay.x264-KORVAX", ScoringKey.Source)]
    [InlineData("Ashen.Harbor.S02E05.720p.WEB.DD5.1.x264-OTHER", ScoringKey.AudioCodec)]
    [InlineData("Ashen.Harbor.S02.1080p.WEB.h264-OTHER", ScoringKey.Episode)]
    [InlineData("Ashen.Harbor.S03E05.1080p.WEB.h264-OTHER", ScoringKey.Season)]
    [InlineData("Ashen.Harbour.S02E05.1080p.WEB.h264-OTHER", ScoringKey.Series)]
    [InlineData("Ashen.Harbor.2003.S02E05.1080p.WEB.h264-OTHER", ScoringKey.Year)]
    public void What_differs_is_not_shared(string candidate, ScoringKey key) => Shared(File, candidate).ShouldNotContain(key);

    [Fact]
    public void A_year_that_is_missing_is_the_same_unless_the_name_is_ambiguous()
    {
        const string candidate = "Ashen.Harbor.S02E05.1080p.WEB.h264-OTHER";

        Shared(File, candidate).ShouldContain(ScoringKey.Year);
        Shared(candidate, File).ShouldContain(ScoringKey.Year);
        Shared(File, candidate, isUnambiguous: false).ShouldNotContain(ScoringKey.Year);
        Shared(File, "Another.Series.S02E05.1080p.WEB.h264-OTHER").ShouldNotContain(ScoringKey.Year);
    }

    [Fact]
    public void A_subtitle_needs_all_episodes_of_the_file()
    {
        Shared("Ashen.Harbor.S02E05E06.WEB", "Ashen.Harbor.S02E05.WEB").ShouldNotContain(ScoringKey.Episode);
        Shared("Ashen.Harbor.S02E05.WEB", "Ashen.Harbor.S02E05E06.WEB").ShouldContain(ScoringKey.Episode);
    }

    [Fact]
    public void Days_and_numbers_through_all_seasons_are_episodes_too()
    {
        Shared("The.Late.Lantern.2026.03.14.720p.WEB", "The Late Lantern 14.03.2026").ShouldContain(ScoringKey.Episode);
        Shared("[Kumo] Steel Blossom - 07 [1080p]", "[Hazel] Steel Blossom - 01-12 [720p]").ShouldContain(ScoringKey.Episode);
        Shared("[Kumo] Steel Blossom - 13 [1080p]", "[Hazel] Steel Blossom - 01-12 [720p]").ShouldNotContain(ScoringKey.Episode);
    }

    [Fact]
    public void Movies_share_titles_and_a_second_one_counts()
    {
        Shared("The.Salt.Road.2019.1080p.BluRay.x264-KORVAX", "Suolatie.AKA.The.Salt.Road.2019.DVDRip").ShouldBe([ScoringKey.Title, ScoringKey.Year]);
        Shared("Fish.&.Flowers.2011.WEB", "fish and flowers (2011)").ShouldContain(ScoringKey.Title);
        Shared("L'Été.de.Sel.2017.WEB", "L'Ete de Sel 2017").ShouldContain(ScoringKey.Title);
    }

    [Theory]
    [InlineData("LOL", "dimension", true)]
    [InlineData("ASAP", "FLEET", true)]
    [InlineData("IMMERSE", "fleet", true)]
    [InlineData("AVS", "SVA", true)]
    [InlineData("LOL", "SVA", false)]
    [InlineData("NTb", "ntb-postbot", true)]
    [InlineData("NTb-Obfuscated-xpost", "NTB[rartv]", true)]
    [InlineData("", "", false)]
    [InlineData(null, null, false)]
    public void Groups_that_are_the_same_people_are_equal(string? one, string? other, bool equal) => ReleaseGroup.AreEqual(one, other).ShouldBe(equal);

    [Fact]
    public void Atmos_alone_may_be_either_codec_that_carries_it()
    {
        Shared("A.Film.2020.2160p.WEB.Atmos-X", "A.Film.2020.2160p.WEB.DDP5.1.Atmos-Y").ShouldContain(ScoringKey.AudioCodec);
        Shared("A.Film.2020.2160p.WEB.Atmos-X", "A.Film.2020.2160p.WEB.DDP5.1-Y").ShouldNotContain(ScoringKey.AudioCodec);
    }

    private static List<ScoringKey> Shared(string file, string candidate, bool isUnambiguous = true)
    {
        var bits = ReleaseComparison.Shared(ReleaseName.Parse(file), ReleaseName.Parse(candidate), isUnambiguous);
        return [.. Enum.GetValues<ScoringKey>().Where(key => bits.Has(key))];
    }
}
