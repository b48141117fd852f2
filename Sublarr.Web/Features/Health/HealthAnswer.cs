using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Sublarr.Web.Features.Health;

/// <summary>
/// The answer of <c>/health</c>: <c>{"status":"healthy"}</c>, or the status with its reasons. Degraded is still 200: a restart,
/// which is what containers do with anything else, would not help. It is 503 only when nothing can be stored.
/// </summary>
internal static class HealthAnswer
{
    public static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = JsonNamingPolicy.SnakeCaseLower.ConvertName(report.Status.ToString()),
        reasons = report.Entries.Values.Where(entry => entry.Status != HealthStatus.Healthy).Select(entry => entry.Description ?? entry.Exception?.GetType().Name).ToArray(),
    });
}
