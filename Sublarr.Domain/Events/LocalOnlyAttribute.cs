namespace Sublarr.Domain.Events;

/// <summary>
/// Marks a field that tells how this machine is laid out, such as a whole path. Hooks, which run here, get it; webhooks do so
/// only where a person has chosen it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LocalOnlyAttribute : Attribute;
