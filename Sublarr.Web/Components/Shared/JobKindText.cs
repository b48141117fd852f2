using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;

namespace Sublarr.Web.Components.Shared;

/// <summary>What sort of work a job is, as people say it. A kind that is new is said by its own words.</summary>
internal static class JobKindText
{
    /// <param name="kind">The kind's name for machines.</param>
    public static string Of(string kind) => kind switch
    {
        JobKinds.Deliver => "Delivery",
        JobKinds.WebhookReceived => "Report received",
        _ when kind.StartsWith(JobKinds.Notify, StringComparison.Ordinal) =>
            $"Notification by {ChannelCatalog.Find(kind[JobKinds.Notify.Length..])?.Title ?? kind[JobKinds.Notify.Length..]}",
        _ => Wording.Kind(string.Join('-', kind.Split('-').Select(word => word == "arr" ? "Sonarr/Radarr" : word))),
    };
}
