using Sublarr.Domain.Providers;

namespace Sublarr.Domain.Settings;

/// <summary>Marks the record that holds a provider's settings, as <see cref="SettingsOfAttribute"/> does for a channel's.</summary>
/// <param name="provider">Name of the <see cref="ISubtitleProvider"/>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SettingsOfProviderAttribute(string provider) : Attribute
{
    /// <summary>Name of the <see cref="ISubtitleProvider"/>.</summary>
    public string Provider => provider;
}
