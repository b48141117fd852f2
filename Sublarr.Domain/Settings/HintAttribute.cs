namespace Sublarr.Domain.Settings;

/// <summary>Says what comes of choosing a word, for the form to show while it is chosen.</summary>
/// <param name="text">One or two sentences.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class HintAttribute(string text) : Attribute
{
    /// <summary>One or two sentences.</summary>
    public string Text => text;
}
