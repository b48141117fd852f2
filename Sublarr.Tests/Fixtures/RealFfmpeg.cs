using System.Diagnostics;

namespace Sublarr.Tests.Fixtures;

/// <summary>This machine's ffmpeg, which makes the videos of tests that need a real one: see <see cref="FactWithAttribute"/>.</summary>
internal static class RealFfmpeg
{
    /// <summary>Runs it to its end, which has to be a good one.</summary>
    /// <param name="arguments">What it is told, beside how much to print.</param>
    public static async Task RunAsync(params IEnumerable<string> arguments)
    {
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", .. arguments]) { UseShellExecute = false, RedirectStandardError = true })!;
        var problem = await ffmpeg.StandardError.ReadToEndAsync();
        await ffmpeg.WaitForExitAsync();
        ffmpeg.ExitCode.ShouldBe(0, problem);
    }
}
