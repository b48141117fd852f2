using System.Net;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>The whole way through, as a newcomer goes it: make a hook and a webhook, let Sonarr report, watch it arrive and find it all again.</summary>
public sealed class HeadlineTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_report_of_Sonarr_runs_a_script_and_reaches_a_signed_webhook_before_the_eyes_of_the_user()
    {
        await using var app = new SublarrApp();
        await using var receiver = WebhookReceiver.Start();
        var page = await chromium.OpenAsync(app.Listen());
        Script(app, "note.sh", "#!/bin/sh\necho \"saw $SUBLARR_DATA_TITLE\"\ncat > /dev/null\n");
        await app.SignInAsync(page);

        await CreateHookAsync(page, app.ClientOptions.BaseAddress);
        var secret = await CreateWebhookAsync(page, app.ClientOptions.BaseAddress, receiver.Url);
        await page.GetByRole(AriaRole.Link, new() { Name = "Dashboard", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Live events")).ToBeVisibleAsync();
        await ReportAsync(app, "sonarr-Download-new.json");

        await Assertions.Expect(page.GetByText("Sonarr imported The Harbour Line S02E01")).ToBeVisibleAsync();
        await Eventually.TrueAsync(() => receiver.Requests.Count == 1, "the webhook was not sent");
        WebhookVerifier.Verify(receiver.Request, secret, DateTimeOffset.UtcNow).ShouldBeTrue();
        await page.GetByRole(AriaRole.Link, new() { Name = "Log", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Succeeded" })).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Note it" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.GetByText("saw The Harbour Line")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Jobs", Exact = true }).ClickAsync();
        // The delivery that is left links to the same report, to its event.
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Jobs", Level = 1 })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sonarr imported The Harbour Line S02E01" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Webhook received → Note it")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Webhook received → Receiver")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_hostile_title_is_text_everywhere()
    {
        const string title = "$(touch /tmp/pwned) \"quoted\" 'single' <img src=x onerror=document.title='pwned'> 🎬 進撃";
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);

        using var api = app.CreateApiClient();
        using var body = new StringContent(System.Text.Json.JsonSerializer.Serialize(new { eventType = "Download", series = new { title } }), null, "application/json");
        using var answer = await api.PostAsync("/webhooks/sonarr", body);

        await Assertions.Expect(page.GetByText(title).First).ToBeVisibleAsync();
        (await page.TitleAsync()).ShouldNotContain("pwned");
        File.Exists("/tmp/pwned").ShouldBeFalse();
    }

    private static async Task CreateHookAsync(IPage page, Uri address)
    {
        await page.GotoAsync(new Uri(address, "hooks/new").ToString());
        await page.GetByLabel("Name").FillAsync("Note it");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create hook" }).ClickAsync();
        // What is missing is said at its field, and nothing is lost.
        await Assertions.Expect(page.GetByText("Choose at least one event")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Script" }).FillAsync("note.sh");
        await page.GetByLabel("Webhook received").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create hook" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Hooks" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Note it").First).ToBeVisibleAsync();
    }

    private static async Task<string> CreateWebhookAsync(IPage page, Uri address, string url)
    {
        await page.GotoAsync(new Uri(address, "webhooks/new").ToString());
        await page.GetByLabel("Name").FillAsync("Receiver");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Address" }).FillAsync(url);
        await page.GetByLabel("Webhook received").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create webhook" }).ClickAsync();
        await Assertions.Expect(page.GetByText("it is not shown again")).ToBeVisibleAsync();
        var secret = await page.GetByRole(AriaRole.Textbox, new() { Name = "Secret" }).InputValueAsync();
        secret.ShouldStartWith("whsec_");
        await page.GetByRole(AriaRole.Button, new() { Name = "I have copied it" }).ClickAsync();
        return secret;
    }

    private static async Task ReportAsync(SublarrApp app, string sample)
    {
        using var api = app.CreateApiClient();
        var json = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "TestData", "Arr", sample));
        using var answer = await api.PostAsync("/webhooks/sonarr", new StringContent(json, null, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    private static void Script(SublarrApp app, string name, string text)
    {
        var path = Path.Combine(app.ConfigDirectory, "hooks", name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
