using System.Text;
using Sublarr.Domain.Messages;

namespace Sublarr.Tests.Unit.Messages;

public sealed class TextLimitTests
{
    [Theory]
    [InlineData("short", "short")]
    [InlineData("exactly 10", "exactly 10")]
    [InlineData("one too many", "one too m…")]
    [InlineData("", "")]
    public void A_longer_text_ends_in_dots_within_the_limit(string text, string cut)
    {
        TextLimit.Characters(10).Cut(text).ShouldBe(cut);
        TextLimit.Units(10).Cut(text).ShouldBe(cut);
    }

    [Fact]
    public void Each_limit_counts_in_its_own_way()
    {
        const string text = "🎬🎬🎬🎬🎬";

        TextLimit.Characters(5).Cut(text).ShouldBe(text);
        TextLimit.Units(5).Cut(text).ShouldBe("🎬🎬…");
        TextLimit.Bytes(12).Cut(text).ShouldBe("🎬🎬…");
    }

    [Theory]
    [InlineData("ab👩‍👩‍👧‍👦cd")]
    [InlineData("abe\u0301\u0323cd")]
    [InlineData("ab🇩🇪cd")]
    public void What_people_see_as_one_character_is_whole_or_not_there(string text)
    {
        var whole = System.Globalization.StringInfo.ParseCombiningCharacters(text).Select(start => text[..start]).Append(text).ToHashSet();

        foreach (var limit in Enumerable.Range(1, text.Length))
        {
            var cut = TextLimit.Units(limit).Cut(text);

            cut.Length.ShouldBeLessThanOrEqualTo(limit);
            whole.ShouldContain(cut.TrimEnd('…'));
        }
    }

    [Fact]
    public void What_is_written_in_markup_counts_and_is_not_torn_apart()
    {
        TextLimit.Units(6).Cut("a<b<c", character => character == "<" ? "&lt;" : character).ShouldBe("a&lt;…");
        TextLimit.Units(5).Cut("a<b<c", character => character == "<" ? "&lt;" : character).ShouldBe("a…");
    }

    [Fact]
    public void A_cut_text_can_be_written_as_bytes()
    {
        var cut = TextLimit.Bytes(4096).Cut(string.Concat(Enumerable.Repeat("🎬", 3000)));

        Encoding.UTF8.GetByteCount(cut).ShouldBeInRange(4090, 4096);
        cut.EnumerateRunes().ShouldAllBe(rune => rune != Rune.ReplacementChar);
    }
}
