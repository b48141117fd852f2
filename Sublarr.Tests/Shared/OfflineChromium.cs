using Microsoft.Playwright;

namespace Sublarr.Tests.Shared;

/// <summary>A real browser without a window that calls nobody but the app.</summary>
internal static class OfflineChromium
{
    // Debian's package. Elsewhere Playwright looks for the browser it installed itself.
    private const string DebianPath = "/usr/bin/chromium";

    private static readonly string[] arguments =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new() { Args = arguments, ExecutablePath = File.Exists(DebianPath) ? DebianPath : null });
}
