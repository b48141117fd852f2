using Microsoft.Playwright;

namespace Sublarr.Tests.Fixtures;

/// <summary>One browser for all end-to-end tests: mark the class with <c>[Collection(Chromium.Tests)]</c>.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Tests = "Chromium";

    // Debian's package. Elsewhere Playwright looks for the browser it installed itself.
    private const string DebianPath = "/usr/bin/chromium";

    private static readonly string[] offline =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            Args = offline,
            ExecutablePath = File.Exists(DebianPath) ? DebianPath : null,
        });
    }

    /// <summary>A new tab with no cookies and no storage, already showing the address.</summary>
    public async Task<IPage> OpenAsync(Uri address)
    {
        // A proxy under test shows a certificate that nobody has signed.
        var context = await browser!.NewContextAsync(new() { IgnoreHTTPSErrors = true });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        await page.GotoAsync(address.ToString());
        return page;
    }

    public async Task DisposeAsync()
    {
        await browser!.DisposeAsync();
        playwright!.Dispose();
    }
}

[CollectionDefinition(Chromium.Tests)]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;
