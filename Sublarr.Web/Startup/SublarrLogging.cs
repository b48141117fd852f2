using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using Serilog;
using Serilog.Events;
using Serilog.Sinks.File;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Web.Startup;

/// <summary>Logs to the console and to a file a day in the config folder.</summary>
internal static class SublarrLogging
{
    private const int DaysKept = 7;
    private const long LargestFile = 50 * 1024 * 1024;

    public static void AddSublarrLogging(this WebApplicationBuilder builder, SublarrOptions options)
    {
        MakeFolder(options);
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(SublarrSettings.LogLevel(builder.Configuration))
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Warning)
            .Filter.ByExcluding(StartupFault.IsTold)
            // A line for each refused call or form would let anybody wash out the log: WrongKeys adds them up.
            .MinimumLevel.Override("Sublarr.Web.Security.ApiKeyHandler", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LogEventLevel.Fatal)
            .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture)
            .WriteTo.File(
                Path.Combine(options.LogsDirectory, "sublarr-.log"),
                formatProvider: CultureInfo.InvariantCulture,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: DaysKept,
                fileSizeLimitBytes: LargestFile,
                rollOnFileSizeLimit: true,
                hooks: new PrivateLogFiles())
            .CreateLogger();
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(logger, dispose: true);
    }

    private static void MakeFolder(SublarrOptions options)
    {
        try
        {
            PrivateFiles.MakeFolder(options.LogsDirectory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Told in full when the config folder is made ready, which comes next.
        }
    }

    // Serilog makes them by the umask.
    private sealed class PrivateLogFiles : FileLifecycleHooks
    {
        public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
        {
            if (!OperatingSystem.IsWindows())
            {
                Close(path);
            }

            return underlyingStream;
        }

        [UnsupportedOSPlatform("windows")]
        private static void Close(string path)
        {
            try
            {
                File.SetUnixFileMode(path, PrivateFiles.FileMode);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another user's, or on a file system that keeps no permissions: the log goes on.
            }
        }
    }
}
