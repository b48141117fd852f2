namespace Sublarr.Domain.Settings;

/// <summary>
/// Describes a property of a channel's settings to people and machines. The form, the API and its schema are made of this alone; what is
/// stored, exported and audited follows the record itself.
/// </summary>
/// <param name="order">Its place in the form.</param>
/// <param name="label">What it is called.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(int order, string label) : Attribute
{
    /// <summary>Its place in the form.</summary>
    public int Order => order;

    /// <summary>What it is called.</summary>
    public string Label => label;

    /// <summary>What it does or what belongs there, as a sentence; empty for nothing.</summary>
    public string Hint { get; init; } = "";

    /// <summary>What stands in the empty field, as an example.</summary>
    public string Placeholder { get; init; } = "";

    /// <summary>How it is entered, where the property's type does not say it.</summary>
    public SettingKind Kind { get; init; }

    /// <summary>The heading it stands under; empty for the first ones.</summary>
    public string Group { get; init; } = "";

    /// <summary>What one of several is called, in the middle of a sentence: "header". Empty for no name.</summary>
    public string Item { get; init; } = "";

    /// <summary>True when nothing can be delivered without it.</summary>
    public bool Required { get; init; }
}

/// <summary>How a setting is entered.</summary>
public enum SettingKind
{
    /// <summary>As the property's type suggests.</summary>
    Usual,

    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines.</summary>
    LongText,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A time in seconds, which people write as "12 h".</summary>
    Duration,

    /// <summary>The waits between attempts in seconds, which people write as "5 s, 5 min".</summary>
    Waits,

    /// <summary>On or off.</summary>
    Switch,

    /// <summary>One of several words.</summary>
    Choice,

    /// <summary>A text that is never shown again.</summary>
    Secret,

    /// <summary>An address of HTTP.</summary>
    Address,

    /// <summary>Secret values by names, such as headers.</summary>
    Headers,

    /// <summary>Several texts.</summary>
    Texts,

    /// <summary>Folders as one side names them, each with its name on the other.</summary>
    PathMappings,
}
