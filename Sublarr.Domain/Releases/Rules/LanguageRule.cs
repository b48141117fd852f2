using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>The language that is spoken: <c>GERMAN</c>, <c>TRUEFRENCH</c>, <c>iTA</c>, <c>MULTi</c>.
/// What is named before "sub" is a language of subtitles.</summary>
internal sealed partial class LanguageRule : IReleaseRule
{
    private static readonly FrozenDictionary<string, string> Tags = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["english"] = "en", ["eng"] = "en", ["german"] = "de", ["deutsch"] = "de", ["ger"] = "de", ["deu"] = "de", ["french"] = "fr", ["truefrench"] = "fr",
        ["vff"] = "fr", ["vf"] = "fr", ["vf2"] = "fr", ["fre"] = "fr", ["fra"] = "fr", ["vfq"] = "fr-CA", ["vfi"] = "fr", ["italian"] = "it", ["ita"] = "it",
        ["spanish"] = "es", ["castellano"] = "es", ["esp"] = "es", ["spa"] = "es", ["espanol"] = "es", ["español"] = "es", ["latino"] = "es-419",
        ["portuguese"] = "pt", ["por"] = "pt", ["pt-br"] = "pt-BR", ["dublado"] = "pt-BR", ["brazilian"] = "pt-BR", ["russian"] = "ru", ["rus"] = "ru",
        ["japanese"] = "ja", ["jpn"] = "ja", ["jap"] = "ja", ["korean"] = "ko", ["kor"] = "ko", ["chinese"] = "zh", ["mandarin"] = "zh", ["chi"] = "zh",
        ["cantonese"] = "yue", ["hindi"] = "hi", ["hin"] = "hi", ["tamil"] = "ta", ["tam"] = "ta", ["telugu"] = "te", ["tel"] = "te", ["malayalam"] = "ml",
        ["kannada"] = "kn", ["bengali"] = "bn", ["punjabi"] = "pa", ["urdu"] = "ur", ["dutch"] = "nl", ["flemish"] = "nl-BE", ["swedish"] = "sv",
        ["swe"] = "sv", ["norwegian"] = "no", ["nor"] = "no", ["danish"] = "da", ["dan"] = "da", ["finnish"] = "fi", ["fin"] = "fi", ["icelandic"] = "is",
        ["polish"] = "pl", ["pl"] = "pl", ["pldub"] = "pl", ["lektor pl"] = "pl", ["czech"] = "cs", ["cz"] = "cs", ["cze"] = "cs", ["slovak"] = "sk",
        ["sk"] = "sk", ["hungarian"] = "hu", ["hun"] = "hu", ["romanian"] = "ro", ["rum"] = "ro", ["bulgarian"] = "bg", ["greek"] = "el", ["turkish"] = "tr",
        ["tur"] = "tr", ["arabic"] = "ar", ["ara"] = "ar", ["hebrew"] = "he", ["persian"] = "fa", ["thai"] = "th", ["vietnamese"] = "vi", ["ukrainian"] = "uk",
        ["ukr"] = "uk", ["croatian"] = "hr", ["serbian"] = "sr", ["slovenian"] = "sl", ["lithuanian"] = "lt", ["latvian"] = "lv", ["estonian"] = "et",
        ["catalan"] = "ca", ["indonesian"] = "id", ["malay"] = "ms", ["filipino"] = "fil", ["tagalog"] = "tl", ["multi"] = "mul", ["multilang"] = "mul",
        ["multi audio"] = "mul", ["multi-audio"] = "mul", ["nordic"] = "mul", ["国语"] = "zh", ["国粤双语"] = "zh", ["粤语"] = "yue", ["國語"] = "zh", ["粵語"] = "yue",
        ["日语"] = "ja", ["英语"] = "en",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> TagOf = Tags.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Language();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var (start, length) in reading.Words(pattern))
        {
            if (TagOf.TryGetValue(reading.Folded.AsSpan(start, length), out var tag))
            {
                reading.Propose(ReleaseField.Language, start, length, tag);
            }
        }
    }

    // "Multi audio" stands outside the group: before "subs" it is "multi" that is left of it.
    [GeneratedRegex(
        $@"{WordPattern.Before}(?:multi[ \-]audio|(?>arabic|ara|bengali|brazilian|bulgarian|cantonese|castellano|catalan|chinese|chi|croatian|czech|cze|cz|danish|dan|deutsch"
        + "|deu|dublado|dutch|english|eng|espanol|español|esp|estonian|filipino|finnish|fin|flemish|fra|french|fre|german|ger|greek|hebrew|hindi|hin|hungarian|hun|icelandic"
        + "|indonesian|italian|ita|japanese|jap|jpn|kannada|korean|kor|latino|latvian|lektor pl|lithuanian|malayalam|malay|mandarin|multilang|multi|nordic|norwegian|nor|persian|pldub"
        + "|pl|polish|portuguese|por|pt-br|punjabi|romanian|rum|russian|rus|serbian|sk|slovak|slovenian|spanish|spa|swedish|swe|tagalog|tamil|tam|telugu|tel|thai|truefrench"
        + $@"|turkish|tur|ukrainian|ukr|urdu|vf2|vff|vfi|vfq|vf|vietnamese|国粤双语|国语|國語|日语|粤语|粵語|英语)){WordPattern.End}"
        + @"(?![ \-]{0,2}(?:soft|hard|forced|closed)?[ \-]?(?:sub|vost|caption))", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Language();
}
