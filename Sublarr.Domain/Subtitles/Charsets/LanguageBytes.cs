using System.Text;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Subtitles.Languages;

namespace Sublarr.Domain.Subtitles.Charsets;

/// <summary>
/// Bytes of a language that is known: read with each of its usual code pages, they give its own letters with one of them. That is surer than what
/// detectors say, who see no Romanian and fail with a single line.
/// </summary>
public static class LanguageBytes
{
    // Names of people and places have foreign letters.
    private const double LeastOwn = 0.85;
    private const int WeightOfWord = 4;
    private const int WeightOfStranger = 3;

    // Quotes, dashes, notes and what else stands in texts of every language, as the halves of CJK do.
    private const string Common = "“”„‟‘’‚‹›«»…–—―♪♫€£°§©®™·•¿¡´×ªº№½¼\u00A0\u00AD\u200B\u200E\u200F،؛؟";

    /// <summary>The text; null when none of the language's code pages gives its letters.</summary>
    public static DecodedText? Read(ReadOnlySpan<byte> bytes, LanguageCode language)
    {
        var (best, most) = (default(DecodedText), int.MinValue);
        foreach (var alphabet in Alphabet.Of(language))
        {
            foreach (var name in alphabet.CodePages)
            {
                if (CodePages.Find(name) is { } encoding && Decode(encoding, bytes) is var text && ScoreOf(text, alphabet) is { } score && score > most)
                {
                    (best, most) = (new(text, name), score);
                }
            }
        }

        return best;
    }

    // Vietnamese is written letter by letter with its marks behind: as one sign, it is what everybody else writes.
    private static string Decode(Encoding encoding, ReadOnlySpan<byte> bytes) => encoding.CodePage == 1258 ? encoding.GetString(bytes).Normalize() : encoding.GetString(bytes);

    private static int? ScoreOf(string text, Alphabet alphabet)
    {
        var (own, strange) = (0, 0);
        foreach (var letter in text)
        {
            if (letter < 0x80 || Common.Contains(letter) || letter is (>= '\u3000' and <= '\u303F') or (>= '\uFF00' and <= '\uFFEF'))
            {
                continue;
            }

            if (alphabet.Letters.Contains(char.ToLowerInvariant(letter)))
            {
                own++;
            }
            else
            {
                strange++;
            }
        }

        if (own < LeastOwn * (own + strange))
        {
            return null;
        }

        // All Cyrillic pages give Cyrillic letters; only one of them gives words.
        return own - (WeightOfStranger * strange) + (WeightOfWord * LanguageEvidence.Of([text]).HitsOf(alphabet));
    }
}
