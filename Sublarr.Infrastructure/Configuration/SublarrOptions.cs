namespace Sublarr.Infrastructure.Configuration;

/// <summary>Where this Sublarr lives, from the environment. Validated at start.</summary>
public sealed class SublarrOptions
{
    /// <summary>The folder of database, keys, logs and hooks (<c>SUBLARR_CONFIG_DIR</c>), absolute.</summary>
    public string ConfigDirectory { get; set; } = Path.GetFullPath("config");

    /// <summary>The port of the web server (<c>SUBLARR_PORT</c>).</summary>
    public int Port { get; set; } = 5765;

    /// <summary>The path below which a reverse proxy publishes Sublarr (<c>SUBLARR_BASE_PATH</c>), such as <c>/sublarr</c>; empty for none.</summary>
    public string BasePath { get; set; } = "";

    /// <summary>The folders of the videos (<c>SUBLARR_MEDIA_PATH</c>), absolute.</summary>
    public IReadOnlyList<string> MediaPaths { get; set; } = [];

    /// <summary>The program that looks into videos (<c>SUBLARR_FFPROBE</c>): a path, or a name that is looked for; empty for none.</summary>
    public string FfprobePath { get; set; } = "ffprobe";

    /// <summary>The program that takes subtitles out of videos (<c>SUBLARR_FFMPEG</c>): a path, or a name that is looked for; empty for none.</summary>
    public string FfmpegPath { get; set; } = "ffmpeg";

    /// <summary>The list that tells which ids databases of anime have (<c>SUBLARR_ANIME_IDS</c>), an address; empty for none.</summary>
    public string AnimeIdsAddress { get; set; } = "https://raw.githubusercontent.com/Kometa-Team/Anime-IDs/master/anime_ids.json";

    /// <summary>The folder of the backups (<c>SUBLARR_BACKUP_DIR</c>), absolute; null for one in the configuration folder.</summary>
    public string? GivenBackupDirectory { get; set; }

    /// <summary>The key of the API and of incoming webhooks (<c>SUBLARR_API_KEY</c>); made and kept in the config folder when not set.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The administrator that must exist (<c>SUBLARR_ADMIN_USER</c>, <c>SUBLARR_ADMIN_PASSWORD</c>); null when the first visitor makes one.</summary>
    public GivenAdministrator? Administrator { get; set; }

    /// <summary>The name by which receivers know this Sublarr.</summary>
    public string InstanceName { get; set; } = "Sublarr";

    /// <summary>The SQLite database.</summary>
    public string DatabasePath => Path.Combine(ConfigDirectory, "sublarr.db");

    /// <summary>The file of the key that was made, and not given.</summary>
    public string ApiKeyPath => Path.Combine(ConfigDirectory, "api_key");

    /// <summary>The folder that scripts must be in.</summary>
    public string HooksDirectory => Path.Combine(ConfigDirectory, "hooks");

    /// <summary>The folder of earlier texts of scripts.</summary>
    public string RevisionsDirectory => Path.Combine(HooksDirectory, ".revisions");

    /// <summary>The folder of the log files.</summary>
    public string LogsDirectory => Path.Combine(ConfigDirectory, "logs");

    /// <summary>The folder of subtitles that were replaced.</summary>
    public string TrashDirectory => Path.Combine(ConfigDirectory, "trash");

    /// <summary>The folder of what was fetched, and can be fetched again.</summary>
    public string CacheDirectory => Path.Combine(ConfigDirectory, "cache");

    /// <summary>The folder of the backups.</summary>
    public string BackupDirectory => GivenBackupDirectory ?? Path.Combine(ConfigDirectory, "backups");

    /// <summary>The folder in which a backup is put together: beside the database, for SQLite does not work on every share that backups may go to.</summary>
    public string BackupWorkDirectory => Path.Combine(ConfigDirectory, "backup-work");

    /// <summary>The folder of what is to be restored at the next start.</summary>
    public string RestoreDirectory => Path.Combine(ConfigDirectory, "restore");

    /// <summary>The folder of the keys that secrets are encrypted with.</summary>
    public string KeysDirectory => Path.Combine(ConfigDirectory, "keys");
}

/// <summary>An administrator from the environment.</summary>
/// <param name="UserName">The name to sign in with.</param>
/// <param name="Password">In clear.</param>
public sealed record GivenAdministrator(string UserName, string Password)
{
    /// <inheritdoc/>
    public override string ToString() => UserName;
}
