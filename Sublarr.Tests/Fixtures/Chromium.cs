using System.Net.Sockets;
using Microsoft.Playwright;

namespace Sublarr.Tests.Fixtures;

/// <summary>
/// Tabs for the end-to-end tests of one class: <c>IClassFixture&lt;Chromium&gt;</c>. The classes run side by side in one browser, where no tab knows of another's cookies and
/// storage: to start one for each class took two seconds of a processor, three dozen times.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    // Playwright ends with the tests, and the browser with it.
    private static readonly Lazy<Task<IBrowser>> started = new(async () => await OfflineChromium.LaunchAsync(await Playwright.CreateAsync()));

    private IBrowser? browser;
    private readonly List<(IBrowserContext Context, Uri Address)> opened = [];

    // Other tests run beside these: what is slow on a busy machine is not missing.
    static Chromium() => Assertions.SetDefaultExpectTimeout(20_000);

    public async Task InitializeAsync() => browser = await started.Value;

    /// <summary>A new tab with no cookies and no storage, already showing the address.</summary>
    public async Task<IPage> OpenAsync(Uri address)
    {
        await CloseLeftoversAsync();
        // A proxy under test shows a certificate that nobody has signed.
        var context = await browser!.NewContextAsync(new() { IgnoreHTTPSErrors = true });
        opened.Add((context, address));
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        await page.GotoAsync(address.ToString());
        return page;
    }

    // A page whose app has ended tries to reach it for ever, and draws that it does: a dozen of them take a core from the tests that follow.
    private async Task CloseLeftoversAsync()
    {
        foreach (var leftover in opened.Where(tab => tab.Address.Port > 0 && !IsServed(tab.Address)).ToList())
        {
            opened.Remove(leftover);
            await leftover.Context.CloseAsync();
        }
    }

    private static bool IsServed(Uri address)
    {
        try
        {
            using var connection = new TcpClient(address.Host, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var (context, _) in opened)
        {
            await context.CloseAsync();
        }
    }
}
