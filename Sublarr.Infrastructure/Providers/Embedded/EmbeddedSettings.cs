using FluentValidation;
using Sublarr.Domain.Settings;

namespace Sublarr.Infrastructure.Providers.Embedded;

/// <summary>What a person sets for the subtitles inside videos.</summary>
[SettingsOfProvider("embedded")]
public sealed record EmbeddedSettings
{
    /// <summary>True to offer tracks that name no language.</summary>
    [Setting(1, "Tracks without a language", Hint = "Offers them as the first language that is wanted. Off, they are passed over: nobody knows what they are.")]
    public bool OffersUnnamed { get; init; }
}

internal sealed class EmbeddedSettingsValidator : AbstractValidator<EmbeddedSettings>;
