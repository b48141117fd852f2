using Sublarr.Domain.Languages;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Subtitles;
using Sublarr.Domain.Subtitles.Gate;

namespace Sublarr.Tests.Unit.Subtitles;

public sealed class SubtitleGateTests
{
    private static readonly SubtitleExpectation English = new(Talk.Code("en")) { Duration = TimeSpan.FromMinutes(61) };

    [Fact]
    public void A_sound_subtitle_passes_and_all_that_was_looked_at_is_told()
    {
        var judged = SubtitleGate.Judge(Talk.SubRip("en"), English);

        judged.Refusals.ShouldBeEmpty();
        judged.IsAccepted.ShouldBeTrue();
        judged.Is.ShouldBe(new PresentSubtitle(Talk.Code("en")));
        judged.Findings.Select(finding => $"{finding.Subject}: {finding.Value}").ShouldBe(
        [
            "Format: SubRip", "Cues: 600", "Times: 0:00:01 to 0:59:55 of 1:01:00", "Order: in order", "Cues a minute: 9.8", "Language: English", "Sounds and speakers: in 0 % of the cues",
        ]);
    }

    [Theory]
    [InlineData("", "It is empty.")]
    [InlineData("\uFEFF \r\n", "It is empty.")]
    [InlineData("<!DOCTYPE html>\n<html><head><title>Sign in &amp; more</title></head></html>", "It is a web page (\"Sign in &amp; more\") and no subtitle.")]
    [InlineData("<html ><body>Too many requests", "It is a web page and no subtitle.")]
    [InlineData("{\"code\": 429, \"message\": \"Quota exceeded\"}", "It is an answer in JSON (message: Quota exceeded) and no subtitle.")]
    [InlineData("[]", "It is an answer in JSON (a list) and no subtitle.")]
    [InlineData("%PDF-1.4 something", "It is of no format of subtitles that Sublarr knows.")]
    [InlineData("<SAMI></SAMI>", "It is SAMI, which Sublarr cannot read. Choose one in SubRip, WebVTT or ASS.")]
    [InlineData("{25}{50}Hello", "It is MicroDVD, which counts pictures, and neither it nor the video says how many a second has.")]
    [InlineData("1\n00:00:01,000 --> 00:00:02,000\n\n", "It shows nothing at any time.")]
    [InlineData("1\n00:00:01,000 --> 00:00:09,000\nAdvertise your product here: www.example.org\n", "It holds nothing but an advertisement: \"Advertise your product here: www.example.org\".")]
    [InlineData("WEBVTT\n", "It shows nothing at any time.")]
    public void What_is_no_subtitle_is_refused_with_what_it_is(string text, string sentence)
    {
        var judged = SubtitleGate.Judge(text, English);

        (judged.IsAccepted, judged.Is).ShouldBe((false, null));
        judged.Refusals.ShouldBe([sentence]);
    }

    [Fact]
    public void Another_language_is_refused() => Refusals(Talk.SubRip("de"), English).ShouldBe(["It is German and not English."]);

    [Theory]
    [InlineData(600, 6, 20, "Its last cue comes at 0:59:55, and the video ends at 0:20:00: it belongs to another cut or another video.")]
    [InlineData(600, 6, 59, null)]
    [InlineData(300, 6, 61, "It ends at 0:29:55 of 1:01:00: perhaps it is one of several parts.")]
    [InlineData(40, 80, 61, "It has 0.7 cues a minute, too few for a whole subtitle: perhaps it holds the foreign parts alone.")]
    [InlineData(20, 1, 5, null)]
    public void Times_that_do_not_fit_the_video_are_refused(int cues, double every, int minutes, string? sentence)
    {
        var refusals = Refusals(Talk.SubRip("en", cues, every), English with { Duration = TimeSpan.FromMinutes(minutes) });

        refusals.ShouldBe(sentence is null ? [] : [sentence]);
    }

    [Fact]
    public void All_of_it_within_the_first_minute_is_refused() =>
        Refusals(Talk.SubRip("en", cues: 55, every: 1), English).ShouldContain("All of it comes within the first minute of 1:01:00.");

    [Fact]
    public void Times_that_run_backwards_are_refused_unless_the_format_knows_no_order()
    {
        var backwards = string.Join("\n\n", Talk.SubRip("en").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Reverse());
        var signs = "[Script Info]\n[Events]\n" + string.Concat(Enumerable.Range(0, 600).Reverse()
            .Select(cue => $"0:{cue / 10:00}:{cue % 10 * 6:00}")
            .Select(time => $"Dialogue: 0,{time}.00,{time}.90,D,,0,0,0,,I know what you did\n"));

        Refusals(backwards, English).Single().ShouldStartWith("Its times run backwards at 599 cues of 600");
        Refusals(signs, English).ShouldBeEmpty();
    }

    [Fact]
    public void A_whole_subtitle_is_no_forced_one()
    {
        var forced = English with { IsForced = true };

        Refusals(Talk.SubRip("en", cues: 1200, every: 3), forced).ShouldBe(["It has 1,200 cues: that is a whole subtitle and not the foreign parts alone."]);
        SubtitleGate.Judge(Talk.SubRip("en", cues: 20, every: 90), forced).Is.ShouldBe(new PresentSubtitle(Talk.Code("en"), IsForced: true));
    }

    [Theory]
    [InlineData("[door slams]", Wish.Include, true, null)]
    [InlineData("JOHN: Get out!", Wish.Include, true, null)]
    [InlineData("(sighs)", Wish.Exclude, true, "It tells what is heard, and one for the hard of hearing is not wanted.")]
    [InlineData("♪ La la la ♪", Wish.Include, false, null)]
    [InlineData("Listen: it is 10:30 now", Wish.Include, false, null)]
    [InlineData(null, Wish.Only, false, "It tells nothing of what is heard, and one for the hard of hearing is wanted.")]
    [InlineData(null, Wish.Exclude, false, null)]
    public void Sounds_and_speakers_tell_one_for_the_hard_of_hearing(string? also, Wish wish, bool isMarked, string? sentence)
    {
        var judged = SubtitleGate.Judge(Talk.SubRip("en", also: also), English with { HearingImpaired = wish });

        judged.Is!.IsHearingImpaired.ShouldBe(isMarked);
        judged.Refusals.ShouldBe(sentence is null ? [] : [sentence]);
    }

    [Fact]
    public void What_players_disagree_about_is_written_as_SubRip()
    {
        var pictures = "{1}{1}25\n" + string.Concat(Enumerable.Range(0, 600).Select(cue => $"{{{cue * 150}}}{{{(cue * 150) + 50}}}{{y:i}}I know what|you did\n"));

        var (text, ending) = SubtitleGate.Judge(pictures, English).Text!.Written();

        ending.ShouldBe(".srt");
        text.ShouldStartWith("1\n00:00:00,000 --> 00:00:02,000\n<i>I know what\nyou did</i>\n\n2\n00:00:06,000 --> 00:00:08,000\n");
    }

    private static IReadOnlyList<string> Refusals(string text, SubtitleExpectation expectation) => SubtitleGate.Judge(text, expectation).Refusals;
}
