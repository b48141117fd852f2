using FluentValidation;
using Sublarr.Domain.Arr;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Arr;

/// <summary>What a person enters for an instance, with the key in plain text.</summary>
/// <param name="Source">Which program it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Url">Its address, with its URL base.</param>
/// <param name="ApiKey">Its key.</param>
/// <param name="PathMappings">Where its folders are here.</param>
public sealed record ArrEdit(ArrSource Source, string Name, string Url, string ApiKey, IReadOnlyList<PathMapping> PathMappings)
{
    /// <summary>Without the key: it ends in logs.</summary>
    public override string ToString() => $"{Source} \"{Name}\" at {Url}";
}

internal sealed class ArrEditValidator : AbstractValidator<ArrEdit>
{
    private const int MostMappings = 200;

    public ArrEditValidator(EgressPolicy egress)
    {
        RuleFor(edit => edit.Name).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(edit => $"Enter a name: the one behind the address of its webhook, or else the Instance Name of {edit.Source} (Settings > General).")
            .MaximumLength(ArrInstance.NameLimit).WithMessage($"The name is longer than {ArrInstance.NameLimit} characters: shorten it.")
            .Must(name => ArrText.OneLine(name) == name).WithMessage("The name holds a line break or another character that cannot be shown: remove it.");
        RuleFor(edit => edit.Url).Cascade(CascadeMode.Stop).IsServer("http://sonarr:8989", "Enter an API key instead.", egress)
            .Must(url => !url.TrimEnd('/').EndsWith("/api/v3", StringComparison.OrdinalIgnoreCase))
            .WithMessage("Enter the address without /api/v3: Sublarr adds it.");
        RuleFor(edit => edit.ApiKey).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(edit => $"Enter the API key: {edit.Source} shows it under Settings > General.")
            .IsKey("The API key");
        RuleFor(edit => edit.PathMappings).ArePathMappings();
        RuleFor(edit => edit.PathMappings).Must(mappings => mappings.Count <= MostMappings).WithMessage($"At most {MostMappings} path mappings are possible.");
        RuleFor(edit => edit.PathMappings).Must(mappings => mappings.All(IsHere))
            .WithMessage((_, mappings) => $"\"{mappings.First(mapping => !IsHere(mapping)).To}\" is no whole path here. Write the folder as Sublarr sees it, such as /media/tv.");
    }

    // One that is empty has its own sentence.
    private static bool IsHere(PathMapping mapping) => string.IsNullOrWhiteSpace(mapping.To) || Path.IsPathFullyQualified(mapping.To);
}
