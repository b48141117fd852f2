using System.Globalization;
using System.Text;

namespace Sublarr.Domain.Samples;

/// <summary>The subtitles of the sample data: plain English of our own, one line every few seconds for as long as the video plays.</summary>
public static class SampleText
{
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Shown = TimeSpan.FromMilliseconds(3_200);

    private static readonly string[] Lines =
    [
        "The last ferry leaves in ten minutes, and you are not on it.", "I told you that I would wait for you at the harbour.",
        "Who turned the light off in the tower?",
        "Nobody has been up there since the storm.", "Then why is there a lamp in the window?", "We should go back and tell the others what we have seen.",
        "They will not believe us, and you know it.", "My father worked on this line for thirty years.", "He never said a word about the night of the fog.",
        "Is that your boat, or did you take it from somebody?", "It was here when I came down this morning.", "Give me the rope and hold on to the rail.",
        "If the tide turns before we are across, we are lost.", "You always say that, and we always get across.", "There was a letter under the door with my name on it.",
        "What does it say?", "It says that we have until Friday to leave the house.", "They cannot do that to us.", "I have been to the office, and nobody there knew anything about it.",
        "Let me look at it. This is not their stamp.", "So somebody wants us to be afraid.", "It would take more than a letter to do that.",
        "Did you hear that? There is someone on the stairs.", "Stay behind me and do not make a sound.", "It is only the wind, as it was last night.",
        "Last night the door was locked.", "You were right about her, and I am sorry that I did not listen.", "We can talk about it when this is over.",
        "When we were children, we used to count the ships from here.", "There were more of them then.", "Take the train in the morning and do not look back.",
        "I will be there before you are.",
    ];

    private static readonly string[] Sounds = ["[foghorn in the distance]", "[door creaks]", "[waves against the quay]", "[bell rings twice]", "[footsteps on the stairs]"];

    /// <summary>A whole subtitle.</summary>
    /// <param name="video">For which video.</param>
    /// <param name="offer">Of which kind.</param>
    public static string Of(SampleVideo video, SampleSubtitle offer)
    {
        var first = video.Episode ?? 0;
        var cues = Enumerable.Range(0, (int)(video.Length / Spacing) - 1)
            // The first line tells each from the others.
            .Select(number => (
                Number: number + 1, Start: (number + 1) * Spacing, Text: number == 0 ? $"{video.Name}, written down by {offer.Uploader}." : LineOf(first + number, offer)));
        return offer.Format == "ass" ? Styled(video, cues) : Plain(cues);
    }

    private static string LineOf(int number, SampleSubtitle offer) =>
        offer.IsHearingImpaired && number % 6 == 0 ? Sounds[number / 6 % Sounds.Length] : Lines[number % Lines.Length];

    private static string Plain(IEnumerable<(int Number, TimeSpan Start, string Text)> cues)
    {
        var text = new StringBuilder();
        foreach (var (number, start, line) in cues)
        {
            text.Append(CultureInfo.InvariantCulture, $"{number}\n{start:hh\\:mm\\:ss\\,fff} --> {start + Shown:hh\\:mm\\:ss\\,fff}\n{line}\n\n");
        }

        return text.ToString();
    }

    private static string Styled(SampleVideo video, IEnumerable<(int Number, TimeSpan Start, string Text)> cues)
    {
        var text = new StringBuilder(
            $"""
            [Script Info]
            Title: {video.Name}
            ScriptType: v4.00+

            [V4+ Styles]
            Format: Name, Fontname, Fontsize, PrimaryColour, Bold, Italic, Alignment, MarginL, MarginR, MarginV
            Style: Default,Arial,48,&H00FFFFFF,0,0,2,40,40,40

            [Events]
            Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text

            """);
        foreach (var (_, start, line) in cues)
        {
            text.Append(CultureInfo.InvariantCulture, $"Dialogue: 0,{start:h\\:mm\\:ss\\.ff},{start + Shown:h\\:mm\\:ss\\.ff},Default,,0,0,0,,{line}\n");
        }

        return text.ToString();
    }
}
