using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Sublarr.Tests.Shared;

/// <summary>How the app is started as a process of its own, with an administrator and receivers on this machine.</summary>
/// <param name="Path">The built program, <c>Sublarr.Web.dll</c>.</param>
/// <param name="ConfigDirectory">Its config folder.</param>
/// <param name="Port">Where it listens.</param>
internal sealed record AppProgram(string Path, string ConfigDirectory, int Port)
{
    /// <summary>The key of the API and of incoming webhooks.</summary>
    public const string ApiKey = "a-key-for-a-process-on-this-machine";

    public const string UserName = "admin";

    public const string Password = "correct horse battery";

    /// <summary>Nobody may send to this machine without this exception.</summary>
    public const string LocalReceivers = "127.0.0.0/8";

    /// <summary>Where it answers.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>
    /// True when a request found no app: it does not listen yet, or was ended. HttpClient lets a SocketException through as it is when the other side ends in the moment
    /// after the connection was made.
    /// </summary>
    public static bool IsNotThere(Exception exception) => exception is HttpRequestException or SocketException;

    /// <summary>What to start; more variables may be set, and those here changed.</summary>
    /// <param name="umask">Which permissions it takes from what it makes.</param>
    /// <param name="arguments">What stands after its name on the command line.</param>
    public ProcessStartInfo Start(string umask = "022", params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("sh", ["-c", "umask \"$0\"; exec dotnet \"$@\"", umask, Path, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = System.IO.Path.GetDirectoryName(Path),
        };
        start.Environment["SUBLARR_CONFIG_DIR"] = ConfigDirectory;
        start.Environment["SUBLARR_PORT"] = Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["SUBLARR_API_KEY"] = ApiKey;
        start.Environment["SUBLARR_ADMIN_USER"] = UserName;
        start.Environment["SUBLARR_ADMIN_PASSWORD"] = Password;
        start.Environment["SUBLARR_EGRESS_ALLOW"] = LocalReceivers;
        return start;
    }
}
