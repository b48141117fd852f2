using Microsoft.Playwright;

namespace Sublarr.Tests.Shared;

/// <summary>A real browser without a window that calls nobody but the app.</summary>
internal static class OfflineChromium
{
    // Debian's packages. The shell has no window, tabs and menus of its own, which the browser draws even where nobody sees them: half of what a test took of the
    // processors was that. Elsewhere Playwright looks for the browser it installed itself.
    private static readonly string[] paths = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static readonly string[] arguments =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new() { Args = arguments, ExecutablePath = paths.FirstOrDefault(File.Exists) });
}
