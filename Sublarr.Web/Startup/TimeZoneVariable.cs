namespace Sublarr.Web.Startup;

/// <summary>Says when the variable <c>TZ</c> names no time zone of this machine: .NET takes UTC then without a word.</summary>
internal static partial class TimeZoneVariable
{
    /// <summary>Warns of an unknown zone.</summary>
    public static void Check(IConfiguration configuration, ILogger logger)
    {
        if (configuration["TZ"]?.Trim() is { Length: > 0 } zone && !IsKnown(zone))
        {
            LogUnknown(logger, zone);
        }
    }

    // A path, with or without a colon before it, is allowed as well.
    private static bool IsKnown(string zone)
    {
        var name = zone.TrimStart(':');
        return Path.IsPathRooted(name) ? File.Exists(name) : TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "TZ: \"{Zone}\" is no time zone that this machine knows, so times of the log are in UTC. Write a name like Europe/Berlin; old names may need the package tzdata-legacy")]
    private static partial void LogUnknown(ILogger logger, string zone);
}
