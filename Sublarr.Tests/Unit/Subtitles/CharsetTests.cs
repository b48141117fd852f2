using System.Text;
using Sublarr.Domain.Subtitles.Charsets;
using Sublarr.Domain.Subtitles.Languages;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Tests.Unit.Subtitles;

public sealed class CharsetTests
{
    public static TheoryData<string, string> Pages
    {
        get
        {
            var pages = new TheoryData<string, string>();
            foreach (var (code, page) in Talk.Codes.SelectMany(code => Alphabet.Of(Talk.Code(code))
                .Where(alphabet => alphabet.Code == Talk.Code(code) || alphabet.Code.Text == code.Split('-')[0])
                .SelectMany(alphabet => alphabet.CodePages)
                .Where(page => CodePages.Find(page) is { } encoding && CanWrite(encoding, Talk.In(code)))
                .Select(page => (code, page))))
            {
                pages.Add(code, page);
            }

            return pages;
        }
    }

    [Fact]
    public void Most_languages_are_tried_in_a_code_page() => Pages.Count.ShouldBeGreaterThan(45);

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_text_comes_back_from_every_usual_code_page_of_its_language(string code, string page)
    {
        var text = Talk.SubRip(code, cues: 12);

        var read = SubtitleDecoding.Read(CodePages.Find(page)!.GetBytes(text), Talk.Code(code));

        read.Text.ShouldBe(text);
        read.IsUncertain.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void One_line_is_enough(string code, string page)
    {
        // Detectors take one line of Russian, Turkish, Czech or Chinese for something else.
        var text = "1\n00:00:01,000 --> 00:00:02,000\n" + Talk.In(code)[..Math.Min(Talk.In(code).Length, 150)] + "\n";

        SubtitleDecoding.Read(CodePages.Find(page)!.GetBytes(text), Talk.Code(code)).Text.ShouldBe(text);
    }

    [Theory]
    [InlineData("é")]
    [InlineData("ü")]
    [InlineData("’")]
    [InlineData("ñ")]
    [InlineData("Ş")]
    public void A_single_foreign_letter_in_UTF8_stays_itself(string letter)
    {
        // Detectors call such a file windows-1250, and are sure of it.
        var text = Talk.SubRip("en") + $"Beyonc{letter}";

        SubtitleDecoding.Read(Encoding.UTF8.GetBytes(text), Talk.Code("en")).ShouldBe(new DecodedText(text, "UTF-8"));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    public void Unicode_is_read_with_and_without_its_mark(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = Talk.SubRip("pl", cues: 12);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

        SubtitleDecoding.Read(bytes, Talk.Code("pl")).Text.ShouldBe(text);
    }

    [Fact]
    public void What_was_read_wrongly_once_is_put_right()
    {
        var text = Talk.SubRip("fr", cues: 12);
        var mangled = CodePages.Western.GetString(Encoding.UTF8.GetBytes(text));

        var read = SubtitleDecoding.Read(Encoding.UTF8.GetBytes(mangled), Talk.Code("fr"));

        read.Text.ShouldBe(text);
        read.Charset.ShouldContain("windows-1252");
    }

    [Fact]
    public void A_language_that_is_not_known_leaves_a_guess_that_says_so()
    {
        var read = SubtitleDecoding.Read(CodePages.Find("windows-1251")!.GetBytes(Talk.SubRip("ru", cues: 60)), default);

        read.IsUncertain.ShouldBeTrue();
        read.Text.ShouldBe(Talk.SubRip("ru", cues: 60));
    }

    [Fact]
    public void Bytes_of_another_language_are_not_bent_to_the_one_that_was_promised()
    {
        // Promised Polish, delivered Russian: it must stay readable, so that the gate can say what it is.
        var read = SubtitleDecoding.Read(CodePages.Find("windows-1251")!.GetBytes(Talk.SubRip("ru", cues: 60)), Talk.Code("pl"));

        read.Text.ShouldBe(Talk.SubRip("ru", cues: 60));
    }

    private static bool CanWrite(Encoding encoding, string text) => encoding.GetString(encoding.GetBytes(text)) == text;
}
