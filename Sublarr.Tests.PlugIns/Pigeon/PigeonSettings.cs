using FluentValidation;
using Sublarr.Domain.Library;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Tests.PlugIns.Pigeon;

/// <summary>What a pigeon has to be told: one setting of each kind.</summary>
[SettingsOf("pigeon")]
public sealed record PigeonSettings
{
    /// <summary>Where it flies to.</summary>
    [Setting(1, "Loft", Hint = "Where it flies to.", Placeholder = "north tower", Required = true)]
    public string Loft { get; init; } = "";

    /// <summary>What the keeper asks for.</summary>
    [Secret]
    [Setting(2, "Password", Hint = "What the keeper asks for.")]
    public string Password { get; init; } = "";

    /// <summary>Where the keeper is written to.</summary>
    [SecretAddress]
    [Setting(3, "Keeper")]
    public string Keeper { get; init; } = "";

    /// <summary>What is tied to its leg, by colour.</summary>
    [Secret]
    [Setting(4, "Ribbons", Hint = "What is tied to its leg, by colour.")]
    public Dictionary<string, string> Ribbons { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many grains it is given.</summary>
    [Setting(5, "Grains", Group = "Feeding")]
    public int Grains { get; init; } = 12;

    /// <summary>How long it rests, in seconds.</summary>
    [Setting(6, "Rest", Kind = SettingKind.Duration, Group = "Feeding")]
    public int Rest { get; init; } = 600;

    /// <summary>True when it flies at night.</summary>
    [Setting(7, "Flies at night", Hint = "It sees less then.")]
    public bool AtNight { get; init; }

    /// <summary>How it flies.</summary>
    [Setting(8, "Pace")]
    public PigeonPace Pace { get; init; }

    /// <summary>Where it rests on the way.</summary>
    [Setting(9, "Stops")]
    public IReadOnlyList<string> Stops { get; init; } = [];

    /// <summary>What folders are called where it lands.</summary>
    [Setting(10, "Path mappings", Hint = "What folders are called where it lands.")]
    public IReadOnlyList<PathMapping> PathMappings { get; init; } = [];
}

/// <summary>How a pigeon flies.</summary>
public enum PigeonPace
{
    /// <summary>At its ease.</summary>
    Leisurely,

    /// <summary>As fast as it can.</summary>
    InAHurry,
}

/// <summary>What no pigeon can do.</summary>
public sealed class PigeonSettingsValidator : AbstractValidator<PigeonSettings>
{
    /// <summary>The rules.</summary>
    public PigeonSettingsValidator()
    {
        RuleFor(settings => settings.Loft).NotEmpty().WithMessage("Name the loft, such as north tower.");
        RuleFor(settings => settings.PathMappings).ArePathMappings();
        RuleFor(settings => settings.Grains).InclusiveBetween(1, 100).WithMessage("Give it 1 to 100 grains.");
    }
}
