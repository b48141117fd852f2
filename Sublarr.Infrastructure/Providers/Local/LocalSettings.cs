using FluentValidation;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Settings;

namespace Sublarr.Infrastructure.Providers.Local;

/// <summary>What a person sets for a folder of subtitles.</summary>
[SettingsOfProvider("local")]
public sealed record LocalSettings
{
    /// <summary>The folder.</summary>
    [Setting(1, "Folder", Hint = "The whole path of the folder, as Sublarr sees it. What is in folders below it is found too.", Placeholder = "/subtitles", Required = true)]
    public string Folder { get; init; } = "";

    /// <summary>The language of files that say none.</summary>
    [Setting(2, "Language of files that name none", Hint = "Such as en. Leave it empty to pass over files whose names do not end in a language, as Movie.2019.en.srt does.")]
    public string UsualLanguage { get; init; } = "";
}

internal sealed class LocalSettingsValidator : AbstractValidator<LocalSettings>
{
    public LocalSettingsValidator()
    {
        RuleFor(settings => settings.Folder).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Enter the folder, such as /subtitles.")
            .Must(Path.IsPathFullyQualified).WithMessage("Write the whole path of the folder, such as /subtitles.");
        RuleFor(settings => settings.UsualLanguage).Must(code => code.Length == 0 || LanguageCode.Find(code) is not null)
            .WithMessage("Sublarr knows no such language: write a code such as en or pt-BR, or leave it empty.");
    }
}
