using FluentValidation;
using FluentValidation.Results;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Scoring;

namespace Sublarr.Web.Features.Languages;

/// <summary>A profile as it is sent. A field that is left out keeps its value, or has its default in a new one.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Languages">The languages, the most wanted first.</param>
/// <param name="Cutoff">The language after which no other is looked for; <c>any</c> for each of them; an empty text for none.</param>
/// <param name="MinimumPercent">What a subtitle must score at least, in percent of what is possible; 0 for whatever scoring says.</param>
/// <param name="MustContain">One of these must be in the name of a release: words, or patterns between slashes.</param>
/// <param name="MustNotContain">None of these may be in the name of a release.</param>
internal sealed record ProfileRequest(
    string? Name, List<ProfileRequest.Wanted>? Languages, string? Cutoff, int? MinimumPercent, List<string>? MustContain, List<string>? MustNotContain)
{
    /// <summary>A language that is wanted.</summary>
    /// <param name="Code">Its code or its name, of whatever standard.</param>
    /// <param name="Required">False for one that is nice to have; true when left out.</param>
    /// <param name="Forced">Whether what is foreign in the film alone is wanted: no, also, only.</param>
    /// <param name="HearingImpaired">Whether it may, shall or must tell what is heard, too: include, prefer, exclude, only.</param>
    internal sealed record Wanted(string? Code, bool? Required, ForcedWish? Forced, Wish? HearingImpaired);

    /// <summary>What it says, laid over what is stored.</summary>
    /// <exception cref="ValidationException">There is no such language.</exception>
    public ProfileTerms Fill(ProfileTerms stored)
    {
        var failures = new List<ValidationFailure>();
        var terms = stored with
        {
            Name = Name?.Trim() ?? stored.Name,
            Wanted = Languages is null ? stored.Wanted : [.. Languages.Select(wanted => Read(wanted, failures)).OfType<WantedLanguage>()],
            Cutoff = ReadCutoff(stored.Cutoff, failures),
            MinimumPercent = (MinimumPercent ?? stored.MinimumPercent) is var percent and not 0 ? percent : null,
            MustContain = MustContain ?? stored.MustContain,
            MustNotContain = MustNotContain ?? stored.MustNotContain,
        };
        return failures.Count == 0 ? terms : throw new ValidationException(failures);
    }

    private static WantedLanguage? Read(Wanted wanted, List<ValidationFailure> failures)
    {
        if (LanguageCode.Find(wanted.Code) is { } code)
        {
            return new(code) { IsRequired = wanted.Required ?? true, Forced = wanted.Forced ?? ForcedWish.No, HearingImpaired = wanted.HearingImpaired ?? Wish.Include };
        }

        failures.Add(new(ProfileTerms.LanguagesField, $"There is no language \"{wanted.Code}\": /api/v1/languages lists them."));
        return null;
    }

    private Cutoff? ReadCutoff(Cutoff? stored, List<ValidationFailure> failures)
    {
        if (string.IsNullOrEmpty(Cutoff))
        {
            return Cutoff is null ? stored : null;
        }

        var read = Domain.Languages.Cutoff.Read(Cutoff);
        if (read is null)
        {
            failures.Add(new(nameof(Cutoff), $"\"{Cutoff}\" is no language: use one of the profile's, \"any\", or an empty text for none."));
        }

        return read;
    }
}
