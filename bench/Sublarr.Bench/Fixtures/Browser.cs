using Microsoft.Playwright;

namespace Sublarr.Bench.Fixtures;

/// <summary>A real browser without a window, signed in to the app.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, Page) = (playwright, browser, page);

    public IPage Page { get; }

    public static async Task<Browser> SignInAsync(Uri app, int width = 1280, int height = 900)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await OfflineChromium.LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        await page.GotoAsync(new Uri(app, "sign-in").ToString());
        await page.GetByLabel("User name").FillAsync(AppProgram.UserName);
        await page.GetByLabel("Password").FillAsync(AppProgram.Password);
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
