using Sublarr.Domain.Settings;

namespace Sublarr.Infrastructure.Providers;

/// <summary>What a person has set for a provider. One that nobody has touched has no row, is off, and has the defaults.</summary>
public sealed class ProviderRow : IStoredSettings
{
    /// <summary>The longest name.</summary>
    public const int NameLimit = 50;

    /// <summary>A provider as it is before anybody touches it.</summary>
    /// <param name="name">Its name.</param>
    public ProviderRow(string name) => Name = name;

    /// <summary>The provider's name.</summary>
    public string Name { get; private set; }

    /// <summary>True when it is asked.</summary>
    public bool IsEnabled { get; private set; }

    /// <summary>Its own settings in JSON, secrets encrypted.</summary>
    public string Settings { get; private set; } = "{}";

    /// <summary>Sets what people enter.</summary>
    /// <param name="isEnabled">Whether it is asked.</param>
    /// <param name="settings">Its settings as they are stored.</param>
    public void Edit(bool isEnabled, string settings) => (IsEnabled, Settings) = (isEnabled, settings);
}
