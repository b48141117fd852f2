using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Library;

/// <summary>Looks into a video with ffprobe, where there is one. It reads what strangers made: it is given no shell, no network, little time and little room.</summary>
internal sealed class Ffprobe(SublarrOptions options, TimeProvider time)
{
    private const int MostOutput = 1_000_000;

    private const string Entries =
        "format=format_name,duration:stream=index,codec_type,codec_name,width,height,channels:stream_tags=language,title:stream_disposition=default,forced,hearing_impaired";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What is in a file, or why that is not known.</summary>
    public async Task<ProbeAnswer> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (options.FfprobePath.Length == 0)
        {
            return new(null, "ffprobe is switched off (SUBLARR_FFPROBE): the streams inside are not known.") { IsProgramMissing = true };
        }

        using var process = new Process { StartInfo = StartOf(path) };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            var missing = $"There is no program {options.FfprobePath}: the streams inside are not known. Install ffmpeg, or set SUBLARR_FFPROBE to the path of ffprobe.";
            return new(null, missing) { IsProgramMissing = true };
        }

        try
        {
            return await ReadAsync(process, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new(null, $"ffprobe was still reading after {Patience.TotalSeconds:0} s and was stopped: the streams inside are not known.");
        }
        finally
        {
            End(process);
        }
    }

    private static async Task<ProbeAnswer> ReadAsync(Process process, CancellationToken cancellationToken)
    {
        process.StandardInput.Close();
        var errors = BeginningAsync(process.StandardError, cancellationToken);
        var output = await BeginningAsync(process.StandardOutput, cancellationToken);
        if (output is null || await errors is not { } error)
        {
            return new(null, "ffprobe printed more than a video can have to say and was stopped: the streams inside are not known.");
        }

        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 && Parse(output) is { } probe
            ? new(probe, null)
            : new(null, $"ffprobe cannot read it{(FirstLine(error) is { Length: > 0 } why ? $": {why}" : "")}. The streams inside are not known.");
    }

    private ProcessStartInfo StartOf(string path)
    {
        var start = new ProcessStartInfo(options.FfprobePath)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The prefix keeps a name from being taken for an option or an address.
            ArgumentList = { "-v", "error", "-protocol_whitelist", "file", "-print_format", "json", "-show_entries", Entries, "-i", $"file:{path}" },
        };
        // Sublarr's own environment may hold its key and a password.
        start.Environment.Clear();
        return start;
    }

    /// <summary>All of it; null when it is longer than allowed.</summary>
    private static async Task<string?> BeginningAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[8192];
        for (int read; (read = await reader.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (text.Append(buffer, 0, read).Length > MostOutput)
            {
                return null;
            }
        }

        return text.ToString();
    }

    private static string FirstLine(string error) => ArrText.OneLine(error.Split('\n')[0].Trim().TrimEnd('.'));

    // One that waits for a disk cannot be ended, and is not waited for.
    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static VideoProbe? Parse(string output)
    {
        try
        {
            using var document = JsonDocument.Parse(output);
            var root = document.RootElement;
            var format = root.Member("format");
            return new(format.TextOf("format_name"), DurationOf(format.TextOf("duration")), [.. root.ItemsOf("streams").Select(StreamOf)]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static VideoStream StreamOf(JsonElement stream)
    {
        var (tags, disposition) = (stream.Member("tags"), stream.Member("disposition"));
        var (tag, title) = (TagOf(tags, "language"), TagOf(tags, "title"));
        var language = LanguageTable.OfStream(tag, title)?.Code;
        return new(stream.NumberOf("index") ?? 0, stream.TextOf("codec_type") ?? "unknown", stream.TextOf("codec_name"), language == LanguageCode.Unknown ? null : language)
        {
            LanguageTag = tag,
            Title = title,
            IsDefault = disposition.NumberOf("default") == 1,
            IsForced = disposition.NumberOf("forced") == 1,
            IsHearingImpaired = disposition.NumberOf("hearing_impaired") == 1,
            Width = stream.NumberOf("width"),
            Height = stream.NumberOf("height"),
            Channels = stream.NumberOf("channels"),
        };
    }

    // What Matroska keeps among its tags takes the place of what the track says itself, and has its own case: LANGUAGE.
    private static string? TagOf(JsonElement tags, string name) => tags.ValueKind == JsonValueKind.Object
        && tags.EnumerateObject().FirstOrDefault(tag => tag.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { ValueKind: JsonValueKind.String } text
            ? text.GetString()
            : null;

    // Longer than any film is a mistake of the file's.
    private static TimeSpan? DurationOf(string? seconds) =>
        double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and < 1_000_000 ? TimeSpan.FromSeconds(value) : null;
}

/// <summary>What a look into a video came to.</summary>
/// <param name="Probe">What is in it; null when that is not known.</param>
/// <param name="Problem">Why it is not known, as a sentence; null when it is.</param>
internal sealed record ProbeAnswer(VideoProbe? Probe, string? Problem)
{
    /// <summary>True when no video could be looked into, for want of the program.</summary>
    public bool IsProgramMissing { get; init; }
}
