using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

public sealed class UserInterfaceTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task An_event_appears_without_reloading()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);
        await Assertions.Expect(page.GetByText("Three steps and Sublarr is at work")).ToBeVisibleAsync();

        await PublishAsync(app);

        await Assertions.Expect(page.GetByText("English subtitle for The Harbour Line S02E01")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_open_page_lives_again_after_the_server_was_restarted()
    {
        using var folder = new TemporaryFolder();
        Uri address;
        IPage page;
        await using (var first = new OnFolder(folder.Path))
        {
            address = first.Listen();
            page = await chromium.OpenAsync(address);
            await first.SignInAsync(page);
            await Assertions.Expect(page.GetByText("Live events")).ToBeVisibleAsync();
        }

        await Assertions.Expect(page.GetByText("Connection lost, trying again")).ToBeVisibleAsync();
        await using var second = new OnFolder(folder.Path);
        second.UseKestrel(address.Port);
        second.StartServer();
        await Assertions.Expect(page.GetByText("Connection lost, trying again")).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByText("Live events")).ToBeVisibleAsync();

        await PublishAsync(second);

        await Assertions.Expect(page.GetByText("English subtitle for The Harbour Line S02E01")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_open_page_goes_on_where_it_was_after_a_short_loss_of_network()
    {
        await using var app = new SublarrApp();
        await using var gate = new TcpGate(app.Listen().Port);
        var page = await chromium.OpenAsync(gate.Address);
        await SignInAsync(page);
        await Assertions.Expect(page.GetByText("Live events")).ToBeVisibleAsync();
        await page.EvaluateAsync("window.neverReloaded = true");

        gate.Cut();
        await Assertions.Expect(page.GetByText("Connection lost, trying again")).ToBeVisibleAsync();
        gate.Mend();
        await Assertions.Expect(page.GetByText("Connection lost, trying again")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await PublishAsync(app);

        await Assertions.Expect(page.GetByText("English subtitle for The Harbour Line S02E01")).ToBeVisibleAsync();
        (await page.EvaluateAsync<bool>("window.neverReloaded === true")).ShouldBeTrue("the circuit goes on, the page is not loaded again");
    }

    [Fact]
    public async Task An_address_that_does_not_exist_says_so()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);

        var answer = await page.GotoAsync(new Uri(address, "no/such/page").ToString());

        answer!.Status.ShouldBe(404);
        await Assertions.Expect(page.GetByText("This page does not exist")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_phone_opens_the_menu_over_the_page_and_closes_it_on_leaving()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await page.SetViewportSizeAsync(390, 844);
        await app.SignInAsync(page);
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Webhooks", Exact = true });
        await Assertions.Expect(link).ToBeHiddenAsync();

        await page.GetByLabel("Open menu").ClickAsync();
        await link.ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Webhooks" })).ToBeVisibleAsync();
        await Assertions.Expect(link).ToBeHiddenAsync();
    }

    // Through the gate, whose address is not the app's own.
    private static async Task SignInAsync(IPage page)
    {
        await page.GetByLabel("User name").FillAsync(SublarrApp.AdminUser);
        await page.GetByLabel("Password").FillAsync(SublarrApp.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static Task PublishAsync(SublarrApp app) =>
        app.Services.GetRequiredService<IEventBus>().PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);

    private sealed class OnFolder(string folder) : SublarrApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("SUBLARR_CONFIG_DIR", folder);
        }
    }
}
