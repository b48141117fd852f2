using Sublarr.Domain.Subtitles;

namespace Sublarr.Tests.Unit.Subtitles;

public sealed class SubtitleFormatTests
{
    [Theory]
    [InlineData("1\n00:00:01,000 --> 00:00:02,500\nHello\n", ".srt")]
    [InlineData("00:00:01.000 --> 00:00:02.500\nHello", ".srt")]
    [InlineData("WEBVTT\n\n00:01.000 --> 00:02.500 line:0\nHello\n", ".vtt")]
    [InlineData("[Script Info]\nTitle: x\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,Hello\n", ".ass")]
    [InlineData("{1}{1}25.000\n{25}{62}Hello", ".sub")]
    [InlineData("[10][25]Hello", ".txt")]
    [InlineData("00:00:01:Hello\n00:00:03:", ".txt")]
    [InlineData("<SAMI><BODY></BODY></SAMI>", ".smi")]
    [InlineData("<?xml version=\"1.0\"?>\n<tt xmlns=\"http://www.w3.org/ns/ttml\"></tt>", ".ttml")]
    [InlineData("# VobSub index file, v7\n", ".idx")]
    [InlineData("Just a letter to nobody.\n12 of them.", null)]
    [InlineData("", null)]
    public void A_format_is_told_by_what_is_in_a_file(string text, string? ending) => (SubtitleFormats.Of(text)?.Extension).ShouldBe(ending);

    [Theory]
    [InlineData("WEBVTT\n\nSTYLE\n::cue { color: red }\n\nNOTE not shown\n\nintro\n00:01.000 --> 00:02.500 align:start\nHello\nyou\n\n00:03.000 --> 00:04.000\nBye\n")]
    [InlineData("1\n00:00:01,000 --> 00:00:02,500\nHello\nyou\n\n2\n00:00:03,000 --> 00:00:04,000\nBye\n")]
    [InlineData("00:00:01.000 --> 00:00:02.5 X1:10 X2:20 Y1:1 Y2:2\nHello\nyou\n00:00:03:000 --> 00:00:04:000\nBye")]
    [InlineData("{1}{1}24\n{24}{60}Hello|you\n{72}{96}{y:b}Bye\n")]
    [InlineData("[10][25]Hello|you\n[30][40]Bye\n")]
    public void Cues_of_all_formats_are_the_same(string text) => Read(text).ShouldBe(
        [new Cue(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.5), "Hello\nyou"), new Cue(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4), "Bye")]);

    [Fact]
    public void The_text_of_ASS_holds_commas_and_its_fields_stand_in_any_order()
    {
        const string Text = "[Script Info]\n\n[Events]\nFormat: Start, End, Style, Text\nComment: 0:00:00.00,0:00:09.00,Default,not shown\nDialogue: 0:00:01.00,0:00:02.50,Default,{\\i1}Hello, you{\\i0}\\Nthere\n";

        Read(Text).ShouldBe([new Cue(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.5), "{\\i1}Hello, you{\\i0}\\Nthere")]);
    }

    [Fact]
    public void Text_behind_an_empty_line_belongs_to_its_cue_and_a_number_to_the_next()
    {
        var cues = Read("1\n00:00:01,000 --> 00:00:02,000\nHello\n\nyou\n\n2\n00:00:03,000 --> 00:00:04,000\n1984\n");

        cues.Select(cue => cue.Text).ShouldBe(["Hello\n\nyou", "1984"]);
    }

    [Fact]
    public void What_is_counted_in_pictures_needs_to_know_how_many_a_second_has()
    {
        var format = SubtitleFormats.Of("{25}{50}Hello")!;

        format.Read("{25}{50}Hello", picturesPerSecond: null).ShouldBeNull();
        format.Read("{25}{50}Hello", picturesPerSecond: 25)!.Single().Start.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("<i>Hello</i> <font color=\"#ff0000\">you</font>", "Hello you")]
    [InlineData("I <3 you, Bob & Ann", "I <3 you, Bob & Ann")]
    [InlineData("{\\an8}Up here\\Nand there\\hnow", "Up here\nand there now")]
    [InlineData("{\\p1}m 0 0 l 10 10{\\p0}seen", "seen")]
    [InlineData("{\\pos(10,20)}seen", "seen")]
    [InlineData("Tom &amp; Jerry&nbsp;&lt;3 &copy;", "Tom & Jerry <3 &copy;")]
    [InlineData("{laughs} {unclosed", " {unclosed")]
    public void A_viewer_reads_no_marks(string text, string plain) => CueText.Plain(text).ShouldBe(plain);

    [Theory]
    [InlineData("a\r\nb\rc\nd", "a\nb\nc\nd")]
    [InlineData("\uFEFFa", "a")]
    public void Lines_end_in_one_way(string text, string unified) => SubtitleLines.Unified(text).ShouldBe(unified);

    private static IReadOnlyList<Cue> Read(string text) => SubtitleFormats.Of(text)!.Read(text, picturesPerSecond: null)!;
}
