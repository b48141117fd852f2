using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>The service it was streamed by: <c>NF</c>, <c>AMZN</c>, <c>DSNP</c>, <c>CR</c>.
/// Codes that are words or could be anything count in capitals before WEB alone.</summary>
internal sealed partial class StreamingServiceRule : IReleaseRule
{
    // What is written out is told by its code.
    private static readonly FrozenDictionary<string, string> Codes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["amazon"] = "AMZN", ["netflix"] = "NF", ["dsny"] = "DSNP", ["disney+"] = "DSNP", ["hbo max"] = "HMAX", ["hbomax"] = "HMAX", ["peacock"] = "PCOK",
        ["paramount+"] = "PMTP", ["crunchyroll"] = "CR", ["aptv"] = "ATVP", ["atv+"] = "ATVP",
        ["nowtv"] = "NOW", ["starz"] = "STZ", ["hulu"] = "HULU", ["it"] = "iT", ["ip"] = "iP",
        ["unext"] = "U-NEXT", ["b-global"] = "BGLOBAL", ["bilibili"] = "BILI", ["baha"] = "BAHA", ["adn"] = "ADN", ["hidi"] = "HIDI", ["hidive"] = "HIDI", ["funimation"] = "FUNI",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> CodeOf = Codes.GetAlternateLookup<ReadOnlySpan<char>>();

    // Nothing else is written so.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Certain = FrozenSet.Create(
        StringComparer.Ordinal, "amzn", "amazon", "nf", "netflix", "dsnp", "dsny", "disney+", "hmax", "hbo max", "hbomax", "atvp", "aptv", "atv+", "hulu",
        "pcok", "peacock", "pmtp", "paramount+",
        "crunchyroll", "bcore", "crav", "bglobal", "b-global", "vrv", "hidive", "abema", "tving", "unext", "u-next").GetAlternateLookup<ReadOnlySpan<char>>();

    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Service();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var (start, length) in reading.Words(pattern))
        {
            var tag = reading.Folded.AsSpan(start, length);
            var written = reading.Text.AsSpan(start, length);
            if (Certain.Contains(tag) || (IsCode(written) && IsBeforeWeb(reading, start + length)))
            {
                reading.Propose(ReleaseField.StreamingService, start, length, CodeOf.TryGetValue(tag, out var code) ? code : tag.ToString().ToUpperInvariant());
            }
        }
    }

    private static bool IsCode(ReadOnlySpan<char> written) => written is "iT" or "iP" || written.IndexOfAnyInRange('a', 'z') < 0;

    private static bool IsBeforeWeb(ReleaseReading reading, int place)
    {
        var rest = reading.Rest[place..];
        var gap = 0;
        while (gap < rest.Length && FoldedText.IsSeparator(rest[gap]))
        {
            gap++;
        }

        return gap > 0 && (rest[gap..].StartsWith("web") || rest[gap..].StartsWith("hdtv") || rest[gap..].StartsWith("1080p web") || rest[gap..].StartsWith("720p web"));
    }

    [GeneratedRegex(
        $@"{WordPattern.Before}(?>abc|abema|adn|ads|ae|aha|all4|amazon|amc|amzn|aptv|ard|arte|atv\+|atvp|auvio|b-global|baha|bcore|bet|bglobal|bilibili|bili|cbc|cbs|cc|club|crav"
        + $@"|crit|crkl|crunchyroll|cr|ctv|cw|dcu|discp|disc|disney\+|disn|dmm|dr|dsc|dsnp|dsny|epix|fox|funimation|funi|gc|hbo(?: ?max{WordPattern.End})?|hidive|hidi|hist|hmax"
        + @"|hotstar|hs|hulu|ip|iqiyi|iq|itvx|itv|it|jc|jhs|life|m6|max|ma|mubi|mx|my5|natg|nato|nbc|netflix|nf|nick|nlz|nowtv|now|nrk|paramount\+|pbs|pcok|peacock|play|plex"
        + "|pmtp|red|rkmt|roku|rte|shdr|sho|skst|sonyliv|stan|starz|strp|stz|sunnxt|svt|syfy|tf1|tlc|tou|tubi|tv4|tving|tvnz|u-next|unext|viap|vice|viki|viu|vrv|vudu|watcha"
        + $"|wavve|yle|youku|zdf|zee5){WordPattern.End}", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Service();
}
