using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Sublarr.Infrastructure.Telemetry;

/// <summary>The measurements of this process as Prometheus reads them.</summary>
public interface IMetricsText
{
    /// <summary>All measurements since the start, in the text format 0.0.4.</summary>
    string Write();
}

/// <summary>
/// Adds up what the meter named <see cref="TelemetrySource.Name"/> measures, for https://prometheus.io/docs/instrumenting/exposition_formats.
/// The exporter of OpenTelemetry for it has no stable version.
/// </summary>
internal sealed class MetricsText : IMetricsText, IDisposable
{
    /// <summary>Upper bounds in seconds: from a script that does nothing to the longest hook that people write.</summary>
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    private readonly ConcurrentDictionary<Series, Cell> _cells = new();
    private readonly ConcurrentDictionary<Series, double> _gauges = new();
    private readonly MeterListener _listener = new();

    /// <param name="meters">Made the meter; others of the same name in this process are not ours.</param>
    /// <param name="telemetry">Asked for, so that there is something to listen to.</param>
    public MetricsText(IMeterFactory meters, JobTelemetry telemetry)
    {
        _ = telemetry;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == TelemetrySource.Name && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public string Write()
    {
        _gauges.Clear();
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in _gauges.Select(gauge => gauge.Key).Concat(_cells.Keys).GroupBy(series => series.Instrument).OrderBy(family => family.Key.Name, StringComparer.Ordinal))
        {
            var name = NameOf(family.Key);
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {family.Key.Description}\n# TYPE {name} {TypeOf(family.Key)}\n");
            foreach (var series in family.OrderBy(series => series.First, StringComparer.Ordinal).ThenBy(series => series.Second, StringComparer.Ordinal).ThenBy(series => series.Third, StringComparer.Ordinal))
            {
                WriteSeries(text, name, series);
            }
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = new Series(instrument, At(tags, 0).Value, At(tags, 1).Value, At(tags, 2).Value, At(tags, 0).Name, At(tags, 1).Name, At(tags, 2).Name);
        if (instrument.IsObservable)
        {
            _gauges[series] = value;
        }
        else
        {
            _cells.GetOrAdd(series, static _ => new Cell()).Add(value);
        }
    }

    private static (string? Name, string? Value) At(ReadOnlySpan<KeyValuePair<string, object?>> tags, int index) =>
        index < tags.Length ? (tags[index].Key, tags[index].Value as string ?? "") : (null, null);

    private void WriteSeries(StringBuilder text, string name, Series series)
    {
        if (_gauges.TryGetValue(series, out var gauge))
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{series.Labels()} {gauge}\n");
            return;
        }

        var (count, sum, buckets) = _cells[series].Read();
        if (series.Instrument is not Histogram<double>)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{series.Labels()} {sum}\n");
            return;
        }

        var below = 0L;
        for (var index = 0; index < Bounds.Length; index++)
        {
            below += buckets[index];
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{series.Labels(Bounds[index].ToString(CultureInfo.InvariantCulture))} {below}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{series.Labels("+Inf")} {count}\n{name}_sum{series.Labels()} {sum}\n{name}_count{series.Labels()} {count}\n");
    }

    // Prometheus has its own endings: the unit, and total for what only rises.
    private static string NameOf(Instrument instrument) => string.Concat(
        instrument.Name.Replace('.', '_'), instrument.Unit == "s" ? "_seconds" : "", instrument is Counter<long> ? "_total" : "");

    private static string TypeOf(Instrument instrument) => instrument switch
    {
        Counter<long> => "counter",
        Histogram<double> => "histogram",
        _ => "gauge",
    };

    /// <summary>An instrument with the values of its labels.</summary>
    private readonly record struct Series(
        Instrument Instrument, string? First, string? Second, string? Third, string? FirstName, string? SecondName, string? ThirdName)
    {
        public string Labels(string? bound = null)
        {
            string[] labels = [.. Named([(FirstName, First), (SecondName, Second), (ThirdName, Third), (bound is null ? null : "le", bound)])];
            return labels.Length == 0 ? "" : $"{{{string.Join(',', labels)}}}";
        }

        private static IEnumerable<string> Named(IEnumerable<(string? Name, string? Value)> labels) => labels.Where(label => label.Name is not null)
            .Select(label => $"{label.Name}=\"{label.Value!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"");
    }

    /// <summary>What one series has added up to.</summary>
    private sealed class Cell
    {
        private readonly Lock _gate = new();
        private readonly long[] _buckets = new long[Bounds.Length + 1];
        private long _count;
        private double _sum;

        public void Add(double value)
        {
            var found = Array.BinarySearch(Bounds, value);
            lock (_gate)
            {
                _buckets[found < 0 ? ~found : found]++;
                _count++;
                _sum += value;
            }
        }

        public (long Count, double Sum, long[] Buckets) Read()
        {
            lock (_gate)
            {
                return (_count, _sum, [.. _buckets]);
            }
        }
    }
}
