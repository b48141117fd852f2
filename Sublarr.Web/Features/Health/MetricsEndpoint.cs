using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Telemetry;
using Sublarr.Web.Security;

namespace Sublarr.Web.Features.Health;

/// <summary><c>GET /metrics</c>: what Prometheus reads, with the API key as <c>X-Api-Key</c> or as the password of basic authentication.</summary>
internal static class MetricsEndpoint
{
    private const string Format = "text/plain; version=0.0.4; charset=utf-8";

    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", (IMetricsText metrics) => TypedResults.Text(metrics.Write(), Format)).RequireAuthorization(Access.ApiKey).ExcludeFromDescription();
}
