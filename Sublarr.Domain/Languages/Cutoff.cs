namespace Sublarr.Domain.Languages;

/// <summary>When nothing more is wanted.</summary>
/// <param name="Language">Once this language is there; null for any of the profile's.</param>
public sealed record Cutoff(LanguageCode? Language)
{
    /// <summary>The word for any of them.</summary>
    public const string AnyWord = "any";

    /// <summary>Once any of the languages is there.</summary>
    public static Cutoff Any { get; } = new((LanguageCode?)null);

    /// <summary>As it is stored and sent: a language's code or <see cref="AnyWord"/>.</summary>
    public string Text => Language?.Text ?? AnyWord;

    /// <summary>Reads it; null when it is neither.</summary>
    public static Cutoff? Read(string text) => text == AnyWord ? Any : LanguageCode.Find(text) is { } code ? new Cutoff(code) : null;

    /// <summary>True when it is about this one.</summary>
    public bool IsAbout(WantedLanguage wanted) => Language is null || Language == wanted.Language;
}
