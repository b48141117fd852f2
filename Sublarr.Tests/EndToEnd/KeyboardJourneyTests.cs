using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>Without a mouse: from the dialog to go to a page, through a form, the log's filters and a slider.</summary>
public sealed class KeyboardJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    // More stops than any page has.
    private const int MostStops = 150;

    private static readonly TimeSpan SlowLine = TimeSpan.FromMilliseconds(250);

    private const string FocusedName =
        "(() => { const at = document.activeElement; return (at.getAttribute('aria-label') ?? at.labels?.[0]?.innerText ?? at.innerText ?? '').trim().split('\\n')[0]; })()";

    [Fact]
    public async Task A_webhook_is_made_the_log_is_filtered_and_a_slider_is_moved_by_keys_alone()
    {
        await using var receiver = WebhookReceiver.Start();
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);
        await Assertions.Expect(page.GetByText("Live events")).ToBeVisibleAsync();

        await GoAsync(page, "New webhook", "/webhooks/new$");
        await TabToAsync(page, "Name");
        await page.Keyboard.TypeAsync("Receiver");
        await TabToAsync(page, "Address");
        await page.Keyboard.TypeAsync($"{receiver.Url}");
        await TabToAsync(page, "All events");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "Create webhook");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("“Receiver” is created")).ToBeVisibleAsync();
        await TabToAsync(page, "I have copied it");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Receiver", Exact = true })).ToBeVisibleAsync();

        await GoAsync(page, "Log", "/log$");
        await TabToAsync(page, "State");
        await page.Keyboard.TypeAsync("Failed");
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("state=dead"));

        await GoAsync(page, "Scoring", "/scoring$");
        await TabToAsync(page, "Series");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.GetByText("One unsaved change")).ToBeVisibleAsync();
        await TabToAsync(page, "Save");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Unsaved changes" })).ToContainTextAsync("Saved");
    }

    [Fact]
    public async Task A_column_that_is_taken_away_stays_away_when_the_page_is_opened_again()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(address, "/audit").ToString());
        var from = page.GetByRole(AriaRole.Columnheader, new() { Name = "From" });
        await Assertions.Expect(from).ToBeVisibleAsync();

        await TabToAsync(page, "Columns");
        await OpenAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Columns" }), page.GetByRole(AriaRole.Option, new() { Name = "From" }));
        await page.GetByRole(AriaRole.Option, new() { Name = "From" }).ClickAsync();
        await Assertions.Expect(from).ToBeHiddenAsync();
        await page.ReloadAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Who" })).ToBeVisibleAsync();
        await Assertions.Expect(from).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("/log", "State", "Failed", "Failed")]
    [InlineData("/languages/new", "Add a language", "German", "German")]
    public async Task Letters_typed_at_once_over_a_slow_line_are_all_heard(string place, string list, string typed, string found)
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.RouteWebSocketAsync(new Regex("/_blazor"), socket =>
        {
            var before = Task.CompletedTask;
            socket.ConnectToServer().OnMessage(frame => before = LaterAsync(before, frame, socket));
        });
        await page.GotoAsync(new Uri(address, place).ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox, new() { Name = list })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);

        await TabToAsync(page, list);
        await page.Keyboard.TypeAsync(typed, new() { Delay = 60 });

        await Assertions.Expect(page.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option).First).ToContainTextAsync(found);
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox, new() { Name = list })).ToHaveValueAsync(typed);
    }

    // In the order in which they came.
    private static async Task LaterAsync(Task before, IWebSocketFrame frame, IWebSocketRoute page)
    {
        await Task.WhenAll(before, Task.Delay(SlowLine));
        if (frame.Binary is { } bytes)
        {
            page.Send(bytes);
        }
        else
        {
            page.Send(frame.Text!);
        }
    }

    private static async Task GoAsync(IPage page, string place, string address)
    {
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(place);
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync(place);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(address));
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    // A list hears keys a moment after it is drawn, when the browser was told which ones: on a busy machine the first can come before.
    private static async Task OpenAsync(ILocator list, ILocator what)
    {
        for (var press = 0; press < 3 && !await what.IsVisibleAsync(); press++)
        {
            // What is drawn anew meanwhile loses the keys.
            await list.PressAsync("Enter");
            // Another press while it opens would close it.
            await Task.WhenAny(what.WaitForAsync(), Task.Delay(15_000));
        }
    }

    private static async Task TabToAsync(IPage page, string name)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>(FocusedName) == name)
            {
                return;
            }
        }

        throw new InvalidOperationException($"The key Tab does not lead to {name}.");
    }
}
