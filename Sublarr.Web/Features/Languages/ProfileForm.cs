using Sublarr.Domain.Languages;
using Sublarr.Domain.Scoring;
using Sublarr.Web.Languages;

namespace Sublarr.Web.Features.Languages;

/// <summary>What is typed on the page of a profile.</summary>
public sealed class ProfileForm
{
    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The languages, the most wanted first.</summary>
    public List<WantedRow> Languages { get; } = [];

    /// <summary>The language after which no other is looked for; <c>any</c> for each of them; empty for none.</summary>
    public string Cutoff { get; set; } = "";

    /// <summary>What a subtitle must score at least; null for whatever scoring says.</summary>
    public int? MinimumPercent { get; set; }

    /// <summary>Words and patterns, one a line.</summary>
    public string MustContain { get; set; } = "";

    /// <summary>Words and patterns, one a line.</summary>
    public string MustNotContain { get; set; } = "";

    /// <summary>What a subtitle has to be like, in a few words.</summary>
    public string GoodEnough => string.Join(", ", new[]
    {
        MinimumPercent is > 0 and var least ? $"{least} percent or more" : null,
        string.IsNullOrWhiteSpace(MustContain) ? null : "only some releases",
        string.IsNullOrWhiteSpace(MustNotContain) ? null : "not all releases",
    }.OfType<string>().DefaultIfEmpty("Whatever scoring takes"));

    /// <summary>A form filled with a profile.</summary>
    public static ProfileForm Of(ProfileView profile)
    {
        var form = new ProfileForm
        {
            Name = profile.Name,
            Cutoff = profile.Cutoff ?? "",
            MinimumPercent = profile.MinimumPercent,
            MustContain = string.Join('\n', profile.MustContain),
            MustNotContain = string.Join('\n', profile.MustNotContain),
        };
        form.Languages.AddRange(profile.ToTerms().Wanted.Select(wanted => new WantedRow(wanted)));
        return form;
    }

    /// <summary>What it says, right or wrong.</summary>
    public ProfileTerms ToTerms() => new(Name.Trim(), [.. Languages.Select(row => row.Read())])
    {
        Cutoff = Cutoff.Length == 0 ? null : Domain.Languages.Cutoff.Read(Cutoff),
        MinimumPercent = MinimumPercent is 0 ? null : MinimumPercent,
        MustContain = Lines(MustContain),
        MustNotContain = Lines(MustNotContain),
    };

    /// <summary>Takes a language away; nothing can end with one that is gone.</summary>
    public void Remove(WantedRow row)
    {
        Languages.Remove(row);
        if (Cutoff == row.Language.Text)
        {
            Cutoff = "";
        }
    }

    /// <summary>Moves a language so many places; false when it is at the end already.</summary>
    public bool Move(WantedRow row, int places)
    {
        var place = Languages.IndexOf(row) + places;
        if (place < 0 || place >= Languages.Count)
        {
            return false;
        }

        Languages.Remove(row);
        Languages.Insert(place, row);
        return true;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>A language on the page of a profile.</summary>
public sealed class WantedRow
{
    public WantedRow(WantedLanguage wanted) => (Language, IsRequired, Forced, HearingImpaired) = (wanted.Language, wanted.IsRequired, wanted.Forced, wanted.HearingImpaired);

    /// <summary>Which.</summary>
    public LanguageCode Language { get; }

    /// <summary>False for one that is nice to have.</summary>
    public bool IsRequired { get; set; }

    /// <summary>Whether what is foreign in the film alone is wanted.</summary>
    public ForcedWish Forced { get; set; }

    /// <summary>Whether it may, shall or must tell what is heard, too.</summary>
    public Wish HearingImpaired { get; set; }

    /// <summary>As the profile has it.</summary>
    public WantedLanguage Read() => new(Language) { IsRequired = IsRequired, Forced = Forced, HearingImpaired = HearingImpaired };
}
