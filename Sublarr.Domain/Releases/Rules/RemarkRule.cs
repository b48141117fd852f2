using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>Words of releases that say nothing a subtitle is chosen by. Known, they are no words of the title and no group.</summary>
internal sealed partial class RemarkRule : IReleaseRule
{
    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Remark();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var (start, length) in reading.Words(pattern))
        {
            // A fight is called by its day, and this is no word of it.
            if (reading.Text.AsSpan(start, length) is "PPV")
            {
                reading.Mark(ReleaseField.Other, start, length, "");
            }
            else
            {
                reading.Propose(ReleaseField.Other, start, length, "");
            }
        }
    }

    [GeneratedRegex(
        $@"{WordPattern.Before}(?>(?:8|10|12)[ \-]?bits?|3d|[0-9]{{2}} ?fps|(?> subs?|-sbs|-subs?|ai[ \-]?upscaled?|batch|bit|complete|convert|dirfix|dl|docu|dolby ?vision|dovi"
        + $@"|dual(?:[ \-]?audio{WordPattern.End})?|dubbed|dub|dv|end|e[ \-]?subs?|fandubbed|fhd|final|fin|fs|h-sbs|hc|hd(?:[ \-]?rip{WordPattern.End}"
        + $@"|r(?:10)?(?:\+{WordPattern.End}|plus|p)?)?|hlg|hou|hq|hra|hr|hsbs|hybrid|internal|int|limited|ma|ml|multi[ \-]?subs?|m[ \-]?subs?|nfofix|ntsc|pal|ppv|r5"
        + $@"|raw(?:-hd{WordPattern.End})?|read ?nfo|retail|samplefix|sbs|sdr|subbed|subs|sub|uhd[ \-]?rip|uncensored subs|upscaled?|vost(?:a|e|fr|[ \-]?subs?{WordPattern.End})?"
        + $"|ws)){WordPattern.End}", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Remark();
}
