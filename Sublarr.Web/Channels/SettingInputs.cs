using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using Microsoft.AspNetCore.Components.Forms;
using Sublarr.Domain.Events;
using Sublarr.Infrastructure.Settings;
using Sublarr.Web.Components.Shared;

namespace Sublarr.Web.Channels;

/// <summary>All settings of one subscription while a person edits them.</summary>
internal static class SettingInputs
{
    /// <summary>The settings of a channel or provider, ready to be edited.</summary>
    /// <param name="form">Its form.</param>
    /// <param name="shown">Their values as they may be shown.</param>
    public static IReadOnlyList<SettingInput> Inputs(this ISettingsForm form, JsonObject shown) => [.. form.Fields.Select(field => new SettingInput(field, shown[field.Name]))];

    /// <summary>The same where a view has the settings beside its name and its events.</summary>
    /// <param name="form">The channel's.</param>
    /// <param name="view">As it is shown; null for a new one.</param>
    public static IReadOnlyList<SettingInput> Inputs(this IChannelForm form, ISubscriptionView? view) =>
        form.Inputs(view is null ? form.Show(null) : JsonSerializer.SerializeToNode(view, view.GetType(), EventJson.Options)!.AsObject());

    /// <summary>The setting of a property.</summary>
    /// <param name="inputs">All settings.</param>
    /// <param name="property">The name of the property.</param>
    public static SettingInput Of(this IReadOnlyList<SettingInput> inputs, string property) => inputs.Single(input => input.Field.Property.Name == property);

    /// <summary>The settings of properties, in their order.</summary>
    /// <param name="inputs">All settings.</param>
    /// <param name="properties">The names of the properties.</param>
    public static IReadOnlyList<SettingInput> Of(this IReadOnlyList<SettingInput> inputs, params IEnumerable<string> properties) =>
        [.. properties.Select(property => inputs.Of(property))];

    /// <summary>The settings of a group, in their order.</summary>
    /// <param name="inputs">All settings.</param>
    /// <param name="group">Its heading.</param>
    public static IEnumerable<SettingInput> In(this IReadOnlyList<SettingInput> inputs, string group) => inputs.Where(input => input.Field.Group == group);

    /// <summary>What is sent.</summary>
    public static JsonObject ToJson(this IReadOnlyList<SettingInput> inputs) => new(inputs.Select(input => KeyValuePair.Create(input.Field.Name, input.ToJson())));

    /// <summary>Shows what a command's validator said, each at the field or setting it is about.</summary>
    public static void Show(this CommandErrors errors, ValidationException invalid, IReadOnlyList<SettingInput> inputs)
    {
        foreach (var error in invalid.Errors)
        {
            if (inputs.FirstOrDefault(input => IsAbout(error.PropertyName, input)) is { } input)
            {
                errors.Show(FieldIdentifier.Create(() => input.Text), input.Problem ?? error.ErrorMessage);
            }
            else
            {
                errors.Show(error.PropertyName[(error.PropertyName.IndexOf('.', StringComparison.Ordinal) + 1)..], error.ErrorMessage);
            }
        }
    }

    private static bool IsAbout(string property, SettingInput input) =>
        $"{property}.".StartsWith($"{SettingProblem.Root}{input.Field.Name}.", StringComparison.Ordinal);
}
