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
        @"[^a-z0-9](?:(?:8|10|12)[ \-]?bits?|hdr(?:10)?(?:\+|plus|p)?|dv|dovi|dolby ?vision|sdr|hlg|internal|limited|int|hybrid|nfofix|dirfix|samplefix"
        + @"|readnfo|read nfo|retail|ppv|hc|convert|r5|subbed|(?:fan)?dubbed|dub|(?:multi|e|m|vost)?[ \-]?subs?|vost(?:fr|a|e)?|dual[ \-]?audio|dual|dl|ml"
        + @"|complete|batch|h?-?sbs|hou|3d|ntsc|pal|[2-6][0-9]fps|[0-9]{2} ?fps|hd[ \-]?rip|uhd[ \-]?rip|hq|hd|fhd|ws|fs|docu|raw(?:-hd)?|end|fin"
        + @"|uncensored subs|bit|ma|hra?|final|ai[ \-]?upscaled?|upscaled?)(?![a-z0-9])", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Remark();
}
