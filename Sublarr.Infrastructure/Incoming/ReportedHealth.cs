using Sublarr.Domain;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Incoming;

namespace Sublarr.Infrastructure.Incoming;

/// <summary>What a report says of the health of its sender, as everything is told that Sublarr depends on.</summary>
internal static class ReportedHealth
{
    private const string Well = "ok";

    /// <summary>The change; null for other reports, for what is no more than a notice, and for the end of nobody knows what.</summary>
    public static HealthChanged? Of(ArrReport report)
    {
        if (LevelOf(report) is not { } level)
        {
            return null;
        }

        var reason = ArrReason.Of(report);
        return report.Subject switch
        {
            ArrSubject.Unhealthy => new(ComponentOf(report), level, Well, $"{NameOf(report)} reports a problem{(reason is null ? " of its own" : $": {reason}")}."),
            ArrSubject.HealthRestored when reason is not null => new(ComponentOf(report), Well, level, $"{NameOf(report)} reports that this is over: {reason}."),
            _ => null,
        };
    }

    // Not that of whether it answers: who follows one would else read of the other. The status is that of this one problem.
    private static string ComponentOf(ArrReport report) => $"{report.Source.Key()}_health";

    // Who does not say how bad a problem is has one all the same.
    private static string? LevelOf(ArrReport report) => report.Level?.ToLowerInvariant() switch
    {
        null or "" or "warning" => "warning",
        "error" => "error",
        _ => null,
    };

    private static string NameOf(ArrReport report) => report.Instance.Length > 0 ? $"\"{report.Instance}\"" : Wording.Kind(report.Source.Key());
}
