using System.Text.Json.Nodes;
using FluentValidation;
using Microsoft.AspNetCore.Components.Forms;
using Sublarr.Infrastructure.Settings;
using Sublarr.Web.Components.Shared;

namespace Sublarr.Web.Channels;

/// <summary>All settings of one subscription while a person edits them.</summary>
internal static class SettingInputs
{
    /// <summary>The settings of a channel, ready to be edited.</summary>
    /// <param name="form">The channel's.</param>
    /// <param name="shown">Their values as they may be shown.</param>
    public static IReadOnlyList<SettingInput> Inputs(this IChannelForm form, JsonObject shown) => [.. form.Fields.Select(field => new SettingInput(field, shown[field.Name]))];

    /// <summary>What is sent.</summary>
    public static JsonObject ToJson(this IReadOnlyList<SettingInput> inputs) => new(inputs.Select(input => KeyValuePair.Create(input.Field.Name, input.ToJson())));

    /// <summary>Shows what a command's validator said, each at the field or setting it is about.</summary>
    public static void Show(this CommandErrors errors, ValidationException invalid, IReadOnlyList<SettingInput> inputs)
    {
        foreach (var error in invalid.Errors)
        {
            if (inputs.FirstOrDefault(input => IsAbout(error.PropertyName, input)) is { } input)
            {
                errors.Show(FieldIdentifier.Create(() => input.Text), error.ErrorMessage);
            }
            else
            {
                errors.Show(error.PropertyName[(error.PropertyName.LastIndexOf('.') + 1)..], error.ErrorMessage);
            }
        }
    }

    private static bool IsAbout(string property, SettingInput input) =>
        $"{property}.".StartsWith($"{SettingProblem.Root}{input.Field.Name}.", StringComparison.Ordinal);
}
