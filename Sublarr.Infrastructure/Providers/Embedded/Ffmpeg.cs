using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sublarr.Domain;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Providers.Embedded;

/// <summary>
/// Takes a track out of a video with ffmpeg, where there is one. It reads what strangers made: it is given no shell, no network, no place to write and
/// little room.
/// </summary>
/// <param name="options">Where it is.</param>
internal sealed class Ffmpeg(SublarrOptions options)
{
    private const int MostErrors = 4000;

    /// <summary>The track as a file of its own. The whole video has to be read for it, which may take minutes.</summary>
    /// <param name="path">The video.</param>
    /// <param name="index">The number of the track in it.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <exception cref="ProviderException">It could not be taken out.</exception>
    public async Task<byte[]> ExtractAsync(string path, int index, EmbeddedFormat format, CancellationToken cancellationToken)
    {
        var track = string.Create(CultureInfo.InvariantCulture, $"0:{index}");
        // The prefix keeps a name from being taken for an option or an address. A cue that begins before the video does would move all the others: it is left out by "-ss 0".
        string[] input = ["-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe", .. format.Reading, "-i", $"file:{path}"];
        var (exit, output, error) = await RunAsync([.. input, "-map", track, "-ss", "0", "-c:s", format.Encoder, "-f", format.Muxer, "pipe:1"], cancellationToken);
        var why = error.Length > 0 ? $": {error}" : exit == 0 ? ": it is empty" : "";
        return exit == 0 && output.Length > 0
            ? output
            : throw NotThere($"ffmpeg cannot take track {index} out of {Path.GetFileName(path)}{why}. Another track may be in order.");
    }

    /// <summary>Which ffmpeg it is, as a sentence.</summary>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <exception cref="ProviderException">There is none.</exception>
    public async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        var (_, output, _) = await RunAsync(["-version"], cancellationToken);
        return $"{FirstLine(Encoding.UTF8.GetString(output))}.";
    }

    private async Task<(int Exit, byte[] Output, string Error)> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Start(arguments);
        try
        {
            process.StandardInput.Close();
            var errors = ErrorsOf(process.StandardError, cancellationToken);
            var output = await OutputOf(process.StandardOutput.BaseStream, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, output, FirstLine(await errors));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(IReadOnlyList<string> arguments)
    {
        if (options.FfmpegPath.Length == 0)
        {
            throw Missing("ffmpeg is switched off (SUBLARR_FFMPEG): subtitles inside videos cannot be taken out.");
        }

        var start = new ProcessStartInfo(options.FfmpegPath, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // Sublarr's own environment may hold its key and a password.
        start.Environment.Clear();
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw Missing($"There is no program {options.FfmpegPath}: install ffmpeg, or set SUBLARR_FFMPEG to its path.", missing);
        }
    }

    private static async Task<byte[]> OutputOf(Stream output, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int read; (read = await output.ReadAsync(part, cancellationToken)) > 0;)
        {
            if (whole.Length + read > DownloadedSubtitle.ByteLimit)
            {
                throw NotThere($"The track has more than {Wording.Bytes(DownloadedSubtitle.ByteLimit)}: that is no subtitle.");
            }

            whole.Write(part, 0, read);
        }

        return whole.ToArray();
    }

    // All of it is read, so that it never waits for us, and its beginning is kept.
    private static async Task<string> ErrorsOf(StreamReader errors, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var part = new char[1024];
        for (int read; (read = await errors.ReadAsync(part, cancellationToken)) > 0;)
        {
            text.Append(part, 0, Math.Min(read, Math.Max(0, MostErrors - text.Length)));
        }

        return text.ToString();
    }

    private static string FirstLine(string text) => text.Split('\n')[0].Trim().TrimEnd('.');

    private static ProviderException NotThere(string message) => new(new(ProviderFailureReason.NotThere, message));

    private static ProviderException Missing(string message, Exception? inner = null) => new(new(ProviderFailureReason.Misconfigured, message), inner);
}
