namespace Sublarr.Infrastructure.Audit;

/// <summary>Marks rows that are no configuration: the log, the queue, the trail itself, and what searches leave behind. Nothing is told of their changes.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NoConfigurationAttribute : Attribute;
