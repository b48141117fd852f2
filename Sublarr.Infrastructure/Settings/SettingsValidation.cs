using FluentValidation;

namespace Sublarr.Infrastructure.Settings;

/// <summary>What a channel's validator is handed: the settings, and the events they are for. The pages, the API and the import all ask it in this way.</summary>
public static class SettingsValidation
{
    private const string EventNames = "event_names";

    /// <summary>Settings to be validated for the events that are delivered.</summary>
    /// <typeparam name="TSettings">The channel's settings record.</typeparam>
    /// <param name="settings">The settings.</param>
    /// <param name="eventNames">Names and patterns of the events.</param>
    public static ValidationContext<TSettings> Of<TSettings>(TSettings settings, IReadOnlyList<string> eventNames)
    {
        var context = new ValidationContext<TSettings>(settings);
        context.RootContextData[EventNames] = eventNames;
        return context;
    }

    /// <summary>The events that settings are validated for; none when nobody has said.</summary>
    internal static IReadOnlyList<string> EventNamesOf(IValidationContext context) =>
        context.RootContextData.TryGetValue(EventNames, out var names) ? (IReadOnlyList<string>)names : [];
}
