using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>What people see in the browser when the configuration folder cannot be stored to.</summary>
public sealed class StorageJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Saving_after_the_folder_was_deleted_says_what_is_wrong_and_what_helps()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(address, "/webhooks/new").ToString());
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("Receiver");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Address", Exact = true }).FillAsync("http://192.168.1.9/hook");
        await page.GetByLabel("Subtitle downloaded").CheckAsync();

        Directory.Delete(app.ConfigDirectory, recursive: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create webhook" }).ClickAsync();

        var alert = page.GetByRole(AriaRole.Alert).Filter(new() { HasText = StorageFault.Replaced });
        await Assertions.Expect(alert.First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("fault of Sublarr")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_fault_of_storage_is_shown_on_an_open_page_and_goes_when_it_is_mended()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(address, "/log").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Log" })).ToBeVisibleAsync();
        var storage = app.Services.GetRequiredService<StorageState>();

        Directory.Move(app.ConfigDirectory, app.ConfigDirectory + ".away");
        storage.Look();
        await Assertions.Expect(page.GetByText(StorageFault.Replaced).First).ToBeVisibleAsync();
        await Shots.TakeAsync(page, "storage-fault");
        Directory.Move(app.ConfigDirectory + ".away", app.ConfigDirectory);
        storage.Look();

        await Assertions.Expect(page.GetByText(StorageFault.Replaced)).ToHaveCountAsync(0);
    }
}
