using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Telemetry;

namespace Sublarr.Web.Startup;

/// <summary>Sends measurements and traces to a collector, when the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one.</summary>
internal sealed class OtlpExport(OtlpTarget target) : IHostedService, IDisposable
{
    private const int FlushMilliseconds = 2000;

    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("sublarr").AddEnvironmentVariableDetector();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(TelemetrySource.Name).AddOtlpExporter(options => target.Fill(options, "v1/metrics")).Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(TelemetrySource.Name).AddOtlpExporter(options => target.Fill(options, "v1/traces")).Build();
        return Task.CompletedTask;
    }

    // While what is measured still lives: the container may end the meters first. Nobody waits long for a collector that is gone.
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _metrics?.ForceFlush(FlushMilliseconds);
            _traces?.ForceFlush(FlushMilliseconds);
        },
        CancellationToken.None);

    public void Dispose()
    {
        _metrics?.Dispose();
        _traces?.Dispose();
    }
}

/// <summary>A collector, by the variables of https://opentelemetry.io/docs/specs/otel/protocol/exporter. Headers and time limits are read by the exporter itself.</summary>
/// <param name="Endpoint">Its address.</param>
/// <param name="Protocol">gRPC, or protobuf over HTTP.</param>
internal sealed record OtlpTarget(Uri Endpoint, OtlpExportProtocol Protocol)
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolKey = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>The collector that the environment names; null when it names none.</summary>
    /// <exception cref="StartupException">A value cannot be used.</exception>
    public static OtlpTarget? Read(IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration[EndpointKey]))
        {
            return null;
        }

        if (!Uri.TryCreate(configuration[EndpointKey]!.Trim(), UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            throw new StartupException($"{EndpointKey}: \"{configuration[EndpointKey]}\" is no address. Write http://collector:4317, or leave it out.");
        }

        return new(endpoint, configuration[ProtocolKey]?.Trim() switch
        {
            null or "" or "grpc" => OtlpExportProtocol.Grpc,
            "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            var other => throw new StartupException($"{ProtocolKey}: \"{other}\" is no protocol that Sublarr speaks. Use grpc or http/protobuf."),
        });
    }

    /// <summary>Tells an exporter where to send.</summary>
    /// <param name="options">The exporter's.</param>
    /// <param name="path">Of the signal, for HTTP.</param>
    public void Fill(OtlpExporterOptions options, string path)
    {
        options.Protocol = Protocol;
        options.Endpoint = Protocol == OtlpExportProtocol.Grpc ? Endpoint : new Uri($"{Endpoint.ToString().TrimEnd('/')}/{path}");
    }
}
