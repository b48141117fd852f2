namespace Sublarr.Domain.Settings;

/// <summary>Marks a text, or texts by name, in a channel's settings that is encrypted at rest and masked whenever it is shown.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
