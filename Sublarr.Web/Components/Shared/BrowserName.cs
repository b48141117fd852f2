namespace Sublarr.Web.Components.Shared;

/// <summary>What people call a browser, out of how it describes itself. For recognizing one's own, and nothing more.</summary>
internal static class BrowserName
{
    private const int LongestOwnWords = 60;

    // Each names those it descends from: the first that fits is the one.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static string Of(string userAgent)
    {
        var browser = Find(Browsers, userAgent);
        var system = Find(Systems, userAgent);
        return (browser, system) switch
        {
            (null, _) when string.IsNullOrWhiteSpace(userAgent) => "Unknown browser",
            (null, _) => userAgent.Length > LongestOwnWords ? $"{userAgent[..LongestOwnWords]}…" : userAgent,
            (_, null) => browser,
            _ => $"{browser} on {system}",
        };
    }

    private static string? Find((string Mark, string Name)[] known, string userAgent) =>
        known.Where(one => userAgent.Contains(one.Mark, StringComparison.Ordinal)).Select(one => one.Name).FirstOrDefault();
}
