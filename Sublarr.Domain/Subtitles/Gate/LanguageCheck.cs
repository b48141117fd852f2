using Sublarr.Domain.Languages;
using Sublarr.Domain.Subtitles.Languages;

namespace Sublarr.Domain.Subtitles.Gate;

/// <summary>Whether the language is the one that was promised.</summary>
internal static class LanguageCheck
{
    public static IEnumerable<GateFinding> Find(GateText text, SubtitleExpectation expectation)
    {
        var evidence = text.Language;
        yield return new("Language", SaidOf(evidence, expectation.Language), evidence.SurelyNot(expectation.Language));
    }

    private static string SaidOf(LanguageEvidence evidence, LanguageCode promised) => evidence.Likely switch
    {
        null => "too little text to tell",
        { } likely when promised == LanguageCode.Unknown => likely.Language.Name,
        { } likely when likely == promised || Alphabet.Of(promised).Any(alphabet => alphabet.IsCloseTo(likely)) => promised.Language.Name,
        { } likely => $"probably {likely.Language.Name}",
    };
}
