using System.Globalization;
using System.Text;
using Sublarr.Domain.Scoring;

namespace Sublarr.Domain.Releases;

/// <summary>Says what the release a subtitle was made for has in common with that of a file.</summary>
public static class ReleaseComparison
{
    /// <summary>The keys both share: the ones a name can tell of. Hash, format and hearing impaired are not among them.</summary>
    /// <param name="file">The file's release.</param>
    /// <param name="candidate">The release the subtitle was made for.</param>
    /// <param name="isUnambiguous">True when no other series or movie has that name: then a year that is not said is the same.</param>
    public static CandidateBits Shared(ReleaseName file, ReleaseName candidate, bool isUnambiguous = true)
    {
        var isEpisode = file.Season is not null || file.Episodes.Count > 0 || file.Absolute is not null || file.Date is not null;
        var isTitle = SameTitle(file, candidate);
        var isSameDay = file.Date is not null && file.Date == candidate.Date;
        Span<ScoringKey> keys = stackalloc ScoringKey[8];
        var count = 0;
        Add(keys, ref count, isEpisode ? ScoringKey.Series : ScoringKey.Title, isTitle);
        Add(keys, ref count, ScoringKey.Year, SameYear(file, candidate, isTitle && isUnambiguous));
        Add(keys, ref count, ScoringKey.Season, isEpisode && (isSameDay || (file.Season is not null && InSeason(file.Season.Value, candidate))));
        Add(keys, ref count, ScoringKey.Episode, isEpisode && (isSameDay || SameEpisode(file, candidate)));
        Add(keys, ref count, ScoringKey.ReleaseGroup, ReleaseGroup.AreEqual(file.Group, candidate.Group) && !Contradicts(file.Source, candidate.Source));
        Add(keys, ref count, ScoringKey.Source, file.Source is not null && file.Source == candidate.Source);
        Add(keys, ref count, ScoringKey.AudioCodec, SameAudio(file, candidate));
        Add(keys, ref count, ScoringKey.Resolution, file.Resolution is not null && file.Resolution == candidate.Resolution);
        return CandidateBits.Of(keys[..count]);
    }

    /// <summary>True when two titles are one: without case, accents, punctuation and an article in front; "and" and "&amp;" are the same.</summary>
    /// <param name="one">A title.</param>
    /// <param name="other">Another.</param>
    public static bool SameTitle(string? one, string? other) => Bare(one) is { Length: > 0 } first && first == Bare(other);

    private static bool SameTitle(ReleaseName file, ReleaseName candidate) =>
        SameTitle(file.Title, candidate.Title) || SameTitle(file.Title, candidate.AlternativeTitle)
        || SameTitle(file.AlternativeTitle, candidate.Title) || SameTitle(file.AlternativeTitle, candidate.AlternativeTitle);

    private static bool SameYear(ReleaseName file, ReleaseName candidate, bool isKnown) =>
        file.Year is not null && candidate.Year is not null ? file.Year == candidate.Year : isKnown;

    private static bool InSeason(int season, ReleaseName candidate) => candidate.SeasonLast is { } last ? season >= candidate.Season && season <= last : season == candidate.Season;

    // A subtitle has to have all that the file has; it may have more.
    private static bool SameEpisode(ReleaseName file, ReleaseName candidate) =>
        file.Episodes.Count > 0 && candidate.Episodes.Count > 0
            ? file.Episodes.All(candidate.Episodes.Contains)
            : file.Absolute is { } number && candidate.Absolute is { } first && number >= first && (file.AbsoluteLast ?? number) <= (candidate.AbsoluteLast ?? first);

    private static bool Contradicts(string? one, string? other) => one is not null && other is not null && one != other;

    // Atmos alone does not say which codec carries it.
    private static bool SameAudio(ReleaseName file, ReleaseName candidate) =>
        file.AudioCodec is { } one && candidate.AudioCodec is { } other
        && (one == other || (one == ReleaseAudio.Atmos && candidate.Atmos) || (other == ReleaseAudio.Atmos && file.Atmos));

    private static void Add(Span<ScoringKey> keys, ref int count, ScoringKey key, bool isShared)
    {
        if (isShared)
        {
            keys[count++] = key;
        }
    }

    private static string Bare(string? title)
    {
        if (string.IsNullOrEmpty(title))
        {
            return "";
        }

        var bare = new StringBuilder(title.Length);
        foreach (var letter in Whole(title).Replace("&", " and ", StringComparison.Ordinal).Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(letter))
            {
                bare.Append(char.ToLowerInvariant(letter));
            }
            else if (letter is not ('\'' or '’' or '.') && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && bare.Length > 0 && bare[^1] != ' ')
            {
                bare.Append(' ');
            }
        }

        var words = bare.ToString().Trim();
        words = words.StartsWith("the ", StringComparison.Ordinal) && words.Length > 4 ? words[4..] : words;
        return words.Replace(" ", "", StringComparison.Ordinal);
    }

    // Normalization refuses half of a letter.
    private static string Whole(string title) => title.Any(char.IsSurrogate) ? string.Concat(title.EnumerateRunes().Select(rune => rune.ToString())) : title;
}
