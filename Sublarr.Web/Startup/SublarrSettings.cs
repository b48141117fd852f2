using System.Security.Cryptography;
using Serilog.Events;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Security;
using Account = Sublarr.Infrastructure.Security.Administrator;

namespace Sublarr.Web.Startup;

/// <summary>Reads the environment. Everything wrong is told at once, each by the name of its key.</summary>
internal static class SublarrSettings
{
    /// <summary>The shortest key that is accepted: a guess must not be a matter of patience.</summary>
    public const int ShortestApiKey = 16;

    /// <summary>Where this Sublarr lives, and its way out.</summary>
    /// <exception cref="StartupException">A value cannot be used.</exception>
    public static (SublarrOptions Sublarr, OutboundOptions Outbound) Read(IConfiguration configuration)
    {
        var problems = new List<string>();
        ControlCharacters.Find(configuration, problems);
        var options = new SublarrOptions
        {
            ConfigDirectory = Path.GetFullPath(Text(configuration, "SUBLARR_CONFIG_DIR") ?? "config"),
            Port = Port(configuration, problems),
            BasePath = BasePath(configuration, problems),
            MediaPaths = MediaPaths(configuration, problems),
            FfprobePath = ProgramPath(configuration, "SUBLARR_FFPROBE", new SublarrOptions().FfprobePath),
            FfmpegPath = ProgramPath(configuration, "SUBLARR_FFMPEG", new SublarrOptions().FfmpegPath),
            AnimeIdsAddress = AnimeIdsAddress(configuration, problems),
            GivenBackupDirectory = BackupDirectory(configuration, problems),
            ApiKey = ApiKey(configuration, problems),
            Administrator = Administrator(configuration, problems),
        };
        var outbound = new OutboundOptions
        {
            Egress = EgressVariables.Read(configuration, problems),
            Proxy = ProxyVariables.Read(configuration, problems),
        };
        LogLevel(configuration, problems);
        return problems.Count == 0 ? (options, outbound) : throw new StartupException(string.Join(Environment.NewLine, problems));
    }

    /// <summary>How much is logged.</summary>
    public static LogEventLevel LogLevel(IConfiguration configuration, List<string>? problems = null)
    {
        var text = Text(configuration, "SUBLARR_LOG_LEVEL");
        if (text is null)
        {
            return LogEventLevel.Information;
        }

        if (Enum.TryParse<LogEventLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level))
        {
            return level;
        }

        problems?.Add($"SUBLARR_LOG_LEVEL: \"{text}\" is no level. Use {string.Join(", ", Enum.GetNames<LogEventLevel>())}.");
        return LogEventLevel.Information;
    }

    /// <summary>The key kept in the config folder; made at the first start.</summary>
    public static void KeepApiKey(SublarrOptions options)
    {
        if (options.ApiKey.Length > 0)
        {
            return;
        }

        var path = options.ApiKeyPath;
        try
        {
            options.ApiKey = ReadApiKey(path) ?? MakeApiKey(path);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StartupException(
                $"SUBLARR_CONFIG_DIR: {path} belongs to somebody else ({exception.Message}). Give the folder to the user {ProcessUser.Description}.", exception);
        }
    }

    private static string? ReadApiKey(string path) =>
        File.Exists(path) && File.ReadAllText(path).Trim() is { Length: >= ShortestApiKey } kept ? kept : null;

    private static string MakeApiKey(string path)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        PrivateFiles.Write(path, key + Environment.NewLine);
        return key;
    }

    private static string? Text(IConfiguration configuration, string key) =>
        configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static int Port(IConfiguration configuration, List<string> problems)
    {
        const int standard = 5765;
        if (Text(configuration, "SUBLARR_PORT") is not { } text)
        {
            return standard;
        }

        if (int.TryParse(text, out var port) && port is > 0 and < 65536)
        {
            return port;
        }

        problems.Add($"SUBLARR_PORT: \"{text}\" is no port. Use a number from 1 to 65535.");
        return standard;
    }

    private static string BasePath(IConfiguration configuration, List<string> problems)
    {
        const string key = "SUBLARR_BASE_PATH";
        var text = Text(configuration, key);
        if (PublishedPath.Parse(text) is { } path)
        {
            return path;
        }

        problems.Add($"{key}: \"{text}\" is no path. Write /sublarr: letters, digits, dots, hyphens and underscores between the slashes.");
        return "";
    }

    // Several have between them what is between those of PATH, unless that is part of a name.
    private static string[] MediaPaths(IConfiguration configuration, List<string> problems)
    {
        if (Text(configuration, "SUBLARR_MEDIA_PATH") is not { } text)
        {
            return [];
        }

        string[] paths = Directory.Exists(text) ? [text] : text.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        problems.AddRange(paths.Where(path => !Directory.Exists(path)).Select(path => $"SUBLARR_MEDIA_PATH: there is no folder {path}. Mount your videos there, or correct the path."));
        string[] whole = [.. paths.Select(Path.GetFullPath).Select(Path.TrimEndingDirectorySeparator).Distinct()];
        problems.AddRange(from inner in whole
                          from outer in whole
                          where inner != outer && ForeignPath.Of(inner).IsWithin(ForeignPath.Of(outer))
                          select $"SUBLARR_MEDIA_PATH: {inner} lies in {outer}. Leave it out: what is in it is found with the other.");
        return whole;
    }

    // A folder whose files are packed, or are exchanged when a backup is restored, would hold its own backups.
    private static string? BackupDirectory(IConfiguration configuration, List<string> problems)
    {
        if (Text(configuration, "SUBLARR_BACKUP_DIR") is not { } text)
        {
            return null;
        }

        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(text));
        var config = new SublarrOptions { ConfigDirectory = Path.GetFullPath(Text(configuration, "SUBLARR_CONFIG_DIR") ?? "config") };
        if (path != config.BackupDirectory && ForeignPath.Of(path).IsWithin(ForeignPath.Of(config.ConfigDirectory)))
        {
            problems.Add($"SUBLARR_BACKUP_DIR: {path} lies in the configuration folder, whose own files are in it. Leave it out to use {config.BackupDirectory}, or name a folder elsewhere.");
        }

        return path;
    }

    private static string AnimeIdsAddress(IConfiguration configuration, List<string> problems)
    {
        var text = ProgramPath(configuration, "SUBLARR_ANIME_IDS", new SublarrOptions().AnimeIdsAddress);
        if (text.Length > 0 && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "" }))
        {
            problems.Add("SUBLARR_ANIME_IDS: it is no address of a list. Use one that starts with http:// or https:// and holds no password, or off.");
        }

        return text;
    }

    private static string ProgramPath(IConfiguration configuration, string key, string usual) => Text(configuration, key) switch
    {
        null => usual,
        "off" => "",
        var path => path,
    };

    private static string ApiKey(IConfiguration configuration, List<string> problems)
    {
        var key = Text(configuration, "SUBLARR_API_KEY") ?? "";
        if (key.Length is > 0 and < ShortestApiKey)
        {
            problems.Add($"SUBLARR_API_KEY: it has {key.Length} characters and needs at least {ShortestApiKey}. Leave it out to have one made.");
        }

        return key;
    }

    private static GivenAdministrator? Administrator(IConfiguration configuration, List<string> problems)
    {
        const string userKey = "SUBLARR_ADMIN_USER";
        const string passwordKey = "SUBLARR_ADMIN_PASSWORD";
        var user = Text(configuration, userKey);
        // Not trimmed: a blank may be part of a password.
        var password = string.IsNullOrEmpty(configuration[passwordKey]) ? null : configuration[passwordKey];
        if (user is null != password is null)
        {
            var (given, missing) = user is null ? (passwordKey, userKey) : (userKey, passwordKey);
            problems.Add($"{missing}: it is missing, and {given} is set. Set both, or neither to make the first account in the browser.");
        }

        if (user?.Length > Account.UserNameLimit)
        {
            problems.Add($"{userKey}: it has {user.Length} characters; at most {Account.UserNameLimit} are possible.");
        }

        if (password?.Length < Account.ShortestPassword)
        {
            problems.Add($"{passwordKey}: it has {password.Length} characters and needs at least {Account.ShortestPassword}.");
        }

        return user is null || password is null ? null : new GivenAdministrator(user, password);
    }
}
