using Microsoft.Playwright;

namespace Sublarr.Bench.Fixtures;

/// <summary>A real browser without a window, signed in to the app.</summary>
internal sealed class Browser : IAsyncDisposable
{
    // Debian's package. Elsewhere Playwright looks for the browser it installed itself.
    private const string DebianPath = "/usr/bin/chromium";

    private static readonly string[] _offline =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, Page) = (playwright, browser, page);

    public IPage Page { get; }

    public static async Task<Browser> SignInAsync(Uri app, int width = 1280, int height = 900)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { Args = _offline, ExecutablePath = File.Exists(DebianPath) ? DebianPath : null });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        await page.GotoAsync(new Uri(app, "sign-in").ToString());
        await page.GetByLabel("User name").FillAsync(AppProcess.UserName);
        await page.GetByLabel("Password").FillAsync(AppProcess.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync(address => !address.Contains("sign-in", StringComparison.Ordinal));
        return new(playwright, browser, page);
    }

    /// <summary>A script that is built into this program.</summary>
    public static string ReadScript(string name)
    {
        using var reader = new StreamReader(typeof(Browser).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
