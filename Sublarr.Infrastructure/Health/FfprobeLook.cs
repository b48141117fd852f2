using Sublarr.Domain.Health;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Library;

namespace Sublarr.Infrastructure.Health;

/// <summary>Looks whether there is the program that looks into videos. Without it Sublarr works, and knows less.</summary>
internal sealed class FfprobeLook(Ffprobe ffprobe, SublarrOptions options) : IHealthLook
{
    public string Name => "ffprobe";

    public string Subject => "ffprobe";

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken) =>
        // Empty is somebody's choice.
        options.FfprobePath.Length == 0 || !(await ffprobe.ReadAsync("/dev/null", cancellationToken)).IsProgramMissing
            ? []
            : [new(
                HealthLevel.Notice, $"There is no program {options.FfprobePath}: which languages and subtitles are inside of videos is not known.",
                "Install ffmpeg, or set SUBLARR_FFPROBE to the path of ffprobe.")];
}
