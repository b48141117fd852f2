using System.Text;
using CsCheck;
using Sublarr.Domain.Releases;

namespace Sublarr.Tests.Unit.Releases;

/// <summary>No name breaks the parser: found by trying many.</summary>
public sealed class ReleaseNameProperties
{
    // Pieces that rules look for, and what may stand between them.
    private static readonly Gen<string> Pieces = Gen.OneOf(
        "S01E02", "-E03", "E04", "1x02", "2019", "(2019)", "1080p", "1920x1080", "WEB-DL", "BluRay", "x264", "H.264", "DDP5.1", "5.1", "Atmos", "NF", "iT", "[Group]",
        "-GRP", "v2", "01v2", "- 07",
        "01-12", "[A1B2C3D4]", "2026.03.14", "20260314", "Part 2", "Extended", "PROPER", "GERMAN", "MULTi", "AKA", "www.a.org", "{imdb-tt1234567}", "{edition-X}", "第05話",
        "【", "】", "[", "]", "(", ")",
        "-", ".", "_", " ", "/", "\\", "~", "\0", "\n", "\ud83d\ude00", "\ud800", "İ", "99999999999999999999", "S99999E99999", ".mkv", "[rartv]", "-xpost", "玻璃兔", "Häfen");

    private static readonly Gen<string> Names = Gen.OneOf<string>(
        Pieces.Array[0, 40].Select(pieces => string.Concat(pieces)),
        Gen.Char.Array[0, 200].Select(letters => new string(letters)),
        Gen.Char[' ', '~'].Array[0, 300].Select(letters => new string(letters)));

    [Fact]
    public void No_name_makes_it_throw_and_what_it_says_is_within_the_name() => Names.Sample(text =>
    {
        var name = ReleaseName.Parse(text);

        name.Name.ShouldBe(text);
        foreach (var part in name.Parts)
        {
            (part.Start >= 0 && part.Length >= 0 && part.End <= text.Length).ShouldBeTrue(text);
        }

        name.Title?.Trim().ShouldNotBeEmpty();
        name.Episodes.Count.ShouldBeLessThan(2_000);
    });

    [Theory]
    [InlineData("[www.24-site.org] - Ashen.Harbor.-.07.mkv", "Ashen Harbor")]
    [InlineData("2035.COM - Ashen Harbor - 07.mkv", "Ashen Harbor")]
    public void A_number_in_the_address_of_a_site_is_no_episode(string text, string title)
    {
        var name = ReleaseName.Parse(text);

        (name.Title, name.Absolute, name.Date).ShouldBe((title, 7, null));
    }

    [Fact]
    public void The_same_name_says_the_same_twice() => Names.Sample(text =>
        ReleaseCorpus.Fields.All(field => field.Of(ReleaseName.Parse(text)) == field.Of(ReleaseName.Parse(text))));

    [Fact]
    public void Two_names_can_be_compared_whatever_they_are() => Gen.Select(Names, Names).Sample((one, other) =>
        ReleaseComparison.Shared(ReleaseName.Parse(one), ReleaseName.Parse(other)).Value < 1 << 12);

    [Theory]
    [InlineData("S01E02")]
    [InlineData("S01E01-E99")]
    [InlineData("[")]
    [InlineData("(")]
    [InlineData("]")]
    [InlineData("-")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("1")]
    [InlineData("1x")]
    [InlineData("www.")]
    [InlineData("a.")]
    [InlineData("2019.")]
    [InlineData("web-")]
    [InlineData("dts-hd ")]
    [InlineData("\u0001")]
    [InlineData("玻璃 a ")]
    [InlineData("/")]
    [InlineData("a/ ")]
    public void Ten_thousand_characters_cost_no_more_than_what_is_read_of_them(string piece)
    {
        var text = new StringBuilder().Insert(0, piece, 10_000 / piece.Length + 1).ToString(0, 10_000);
        ReleaseName.Parse(text);

        // Of twenty tries the best: what else the machine does makes the others longer. Quadratic in 10,000 would be seconds.
        var best = Enumerable.Range(0, 20).Min(_ =>
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            ReleaseName.Parse(text);
            return System.Diagnostics.Stopwatch.GetElapsedTime(start);
        });

        best.ShouldBeLessThan(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void What_stands_behind_the_limit_is_ignored()
    {
        var name = ReleaseName.Parse("Ashen.Harbor.S01E02." + new string('a', ReleaseName.Limit) + ".1080p.WEB.h264-KORVAX");

        name.Title.ShouldBe("Ashen Harbor");
        name.Episodes.ShouldBe([2]);
        name.Resolution.ShouldBeNull();
    }
}
