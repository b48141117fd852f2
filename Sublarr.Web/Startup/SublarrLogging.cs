using System.Globalization;
using Serilog;
using Serilog.Events;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Web.Startup;

/// <summary>Logs to the console and to a file a day in the config folder.</summary>
internal static class SublarrLogging
{
    private const int DaysKept = 7;
    private const long LargestFile = 50 * 1024 * 1024;

    public static void AddSublarrLogging(this WebApplicationBuilder builder, SublarrOptions options)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(SublarrSettings.LogLevel(builder.Configuration))
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Warning)
            // A line for each refused call or form would let anybody wash out the log: WrongKeys adds them up.
            .MinimumLevel.Override("Sublarr.Web.Security.ApiKeyHandler", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LogEventLevel.Fatal)
            .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture)
            .WriteTo.File(
                Path.Combine(options.ConfigDirectory, "logs", "sublarr-.log"),
                formatProvider: CultureInfo.InvariantCulture,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: DaysKept,
                fileSizeLimitBytes: LargestFile,
                rollOnFileSizeLimit: true)
            .CreateLogger();
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(logger, dispose: true);
    }
}
