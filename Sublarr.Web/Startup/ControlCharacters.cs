namespace Sublarr.Web.Startup;

/// <summary>Finds variables with characters that nobody sees: an env file with Windows line ends puts one behind every value.</summary>
internal static class ControlCharacters
{
    private static readonly string[] Prefixes = ["SUBLARR_", "OTEL_"];
    private static readonly Dictionary<string, string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["TZ"] = "TZ",
        [WebHostDefaults.ServerUrlsKey] = "ASPNETCORE_URLS",
        ["http_ports"] = "ASPNETCORE_HTTP_PORTS",
        ["https_ports"] = "ASPNETCORE_HTTPS_PORTS",
    };

    /// <summary>Adds a problem for each variable. Its value is not repeated: it may be a password.</summary>
    public static void Find(IConfiguration configuration, List<string> problems)
    {
        foreach (var (key, value) in configuration.AsEnumerable())
        {
            if (NameOf(key) is { } name && value is not null && IndexOfControl(value) is var place and >= 0)
            {
                problems.Add($"{name}: character {place + 1} is a control character ({InWords(value[place])}). Remove it; an env file must have Unix line ends.");
            }
        }
    }

    private static string? NameOf(string key) =>
        Prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) ? key : Others.GetValueOrDefault(key);

    private static int IndexOfControl(string value)
    {
        for (var index = 0; index < value.Length; index++)
        {
            if (char.IsControl(value[index]))
            {
                return index;
            }
        }

        return -1;
    }

    private static string InWords(char character) => character switch
    {
        '\r' => "\\r, a carriage return",
        '\n' => "\\n, a line end",
        '\t' => "\\t, a tab",
        _ => $"U+{(int)character:X4}",
    };
}
