using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>The extension of a file, which says nothing of the release.</summary>
internal sealed partial class ExtensionRule : IReleaseRule
{
    public int Order => ReleaseStep.Noise;

    public Regex Pattern => Extension();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        if (!reading.IsFile)
        {
            return;
        }

        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            if (reading.Text[match.Index] == '.')
            {
                reading.End = match.Index;
            }
        }
    }

    [GeneratedRegex(@" (?:mkv|mp4|avi|m4v|mov|wmv|mpe?g|m2ts|mts|ts|vob|iso|img|webm|flv|ogm|divx|rmvb|strm|srt|ass|ssa|vtt|sub|idx|sup|smi|nfo|nzb|torrent|rar|zip)\z", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Extension();
}
