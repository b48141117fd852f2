using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Security;

namespace Sublarr.Tests.EndToEnd;

public sealed class SessionJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Signing_out_leads_every_tab_to_the_sign_in_and_is_no_fault_in_the_log()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);
        var (tab, _) = await OpenCopyAsync(app, page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();

        await Assertions.Expect(tab.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        // The browser tells nothing more of the sockets of a page that it has left.
        await Eventually.TrueAsync(() => app.Services.GetRequiredService<SessionConnections>().Count == 0, "a tab is still connected");
        app.LogLines().ShouldNotContain(line => line.Contains("nhandled exception", StringComparison.Ordinal) || line.Contains("[ERR]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tab_that_does_not_leave_by_itself_is_cut_off()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);
        var (tab, closed) = await OpenCopyAsync(app, page);
        // The browser stays where it is when it is answered with nothing.
        await tab.RouteAsync("**/sign-in**", route => route.FulfillAsync(new() { Status = 204 }));
        using var api = app.CreateApiClient();

        using var ended = await api.DeleteAsync("/api/v1/sessions");

        await closed.WaitAsync(Seconds);
        app.LogLines().ShouldNotContain(line => line.Contains("nhandled exception", StringComparison.Ordinal) || line.Contains("[ERR]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_list_the_browsers_and_sign_one_out()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);
        var other = await chromium.OpenAsync(app.ClientOptions.BaseAddress);
        await app.SignInAsync(other);
        await page.GotoAsync(new Uri(app.ClientOptions.BaseAddress, "/settings").ToString());

        await Assertions.Expect(page.GetByText("(this browser)")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out Chrome on Linux of admin" }).ClickAsync();

        // A notice that goes by itself: it is looked for first.
        await Assertions.Expect(page.GetByText("One browser was signed out")).ToBeVisibleAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    private async Task<(IPage Tab, Task Closed)> OpenCopyAsync(SublarrApp app, IPage page)
    {
        var tab = await chromium.OpenAsync(new Uri("about:blank"));
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        tab.WebSocket += (_, socket) => socket.Close += (_, _) => closed.TrySetResult();
        var copies = (await page.Context.CookiesAsync()).Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = app.ClientOptions.BaseAddress.ToString() });
        await tab.Context.AddCookiesAsync(copies);
        await tab.GotoAsync(app.ClientOptions.BaseAddress.ToString());
        await Assertions.Expect(tab.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true })).ToBeVisibleAsync();
        return (tab, closed.Task);
    }
}
