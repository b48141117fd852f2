using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>
/// A database that is missing or empty beside keys, hooks or an API key was lost, and this is no first start: whoever came first could make
/// the account. So a code in the folder is asked for, which only somebody on the machine can read.
/// </summary>
public sealed partial class LostDatabase(SublarrOptions options, ILogger<LostDatabase> logger)
{
    /// <summary>The name of the file with the code.</summary>
    public const string CodeFile = "setup_code";

    private const int CodeLength = 24;

    private readonly string _path = Path.Combine(options.ConfigDirectory, CodeFile);
    private string? _code;

    /// <summary>True when the first account is made by somebody who knows the code.</summary>
    public bool AsksForCode => _code is not null;

    /// <summary>Whether this is the code, or none is asked for.</summary>
    public bool Accepts(string? code) =>
        _code is null || CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code?.Trim() ?? ""), Encoding.UTF8.GetBytes(_code));

    /// <summary>The account is made: the code has served.</summary>
    public void Answered()
    {
        _code = null;
        File.Delete(_path);
    }

    /// <summary>Looks before a new database is made. The file outlives a restart, as the database is there then.</summary>
    internal void Look(bool isDatabaseEmpty)
    {
        if (File.Exists(_path) && File.ReadAllText(_path).Trim() is { Length: >= CodeLength } kept)
        {
            _code = kept;
        }
        else if (isDatabaseEmpty && WasUsedBefore())
        {
            _code = RandomNumberGenerator.GetHexString(CodeLength, lowercase: true);
            PrivateFiles.Write(_path, _code + "\n");
        }

        if (_code is not null)
        {
            LogLost(options.DatabasePath, _path);
        }
    }

    private bool WasUsedBefore() =>
        File.Exists(Path.Combine(options.ConfigDirectory, "api_key"))
        || new FileInfo(options.DatabasePath + "-wal") is { Exists: true, Length: > 0 }
        || (Directory.Exists(options.KeysDirectory) && Directory.EnumerateFiles(options.KeysDirectory).Any())
        || (Directory.Exists(options.HooksDirectory) && Directory.EnumerateFileSystemEntries(options.HooksDirectory).Any());

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database {Database} was lost or emptied, while keys, hooks or an API key are still there. Stop Sublarr and restore a backup, or make a new account with the code in {File}")]
    private partial void LogLost(string database, string file);
}
