namespace Sublarr.Web.Subscriptions;

/// <summary>An event that a template is tried on: the example of its kind, or one that has happened.</summary>
/// <param name="Name">The name of the event whose example it is; null for one that has happened.</param>
/// <param name="StoredId">The id of one that has happened; null for an example.</param>
public sealed record SampleEvent(string? Name, string? StoredId);
