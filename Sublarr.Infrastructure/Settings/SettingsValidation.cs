using FluentValidation;

namespace Sublarr.Infrastructure.Settings;

/// <summary>What a channel's validator is handed: the settings, and the events they are for. The pages, the API and the import all ask it in this way.</summary>
public static class SettingsValidation
{
    private const string EventNames = "event_names";
    private const string Before = "before";

    /// <summary>Settings to be validated for the events that are delivered.</summary>
    /// <typeparam name="TSettings">The channel's settings record.</typeparam>
    /// <param name="settings">The settings.</param>
    /// <param name="eventNames">Names and patterns of the events.</param>
    /// <param name="before">What they change; null to judge them as if all of them were new.</param>
    public static ValidationContext<TSettings> Of<TSettings>(TSettings settings, IReadOnlyList<string> eventNames, TSettings? before = null)
        where TSettings : class
    {
        var context = new ValidationContext<TSettings>(settings);
        context.RootContextData[EventNames] = eventNames;
        if (before is not null)
        {
            context.RootContextData[Before] = before;
        }

        return context;
    }

    /// <summary>The events that settings are validated for; none when nobody has said.</summary>
    internal static IReadOnlyList<string> EventNamesOf(IValidationContext context) =>
        context.RootContextData.TryGetValue(EventNames, out var names) ? (IReadOnlyList<string>)names : [];

    /// <summary>The settings before the change; null when all of them are new.</summary>
    internal static TSettings? BeforeOf<TSettings>(IValidationContext context)
        where TSettings : class => context.RootContextData.TryGetValue(Before, out var before) ? (TSettings)before : null;
}
