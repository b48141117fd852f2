namespace Sublarr.Domain.Settings;

/// <summary>Shows a setting only while a choice of the same group has a certain word. One that is marked several times is shown with each of them.</summary>
/// <param name="setting">The property that is the choice.</param>
/// <param name="value">Its word.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class SettingWhenAttribute(string setting, object value) : Attribute
{
    /// <summary>The property that is the choice.</summary>
    public string Setting => setting;

    /// <summary>Its word.</summary>
    public object Value => value;

    /// <summary>What the setting is called then; empty for its usual label.</summary>
    public string Label { get; init; } = "";
}
