namespace Sublarr.Domain.Settings;

/// <summary>What has settings of its own kind: a subscription has those of its channel, a provider its own. They are stored as one text, with secrets encrypted.</summary>
public interface IStoredSettings
{
    /// <summary>The settings in JSON.</summary>
    string Settings { get; }
}
