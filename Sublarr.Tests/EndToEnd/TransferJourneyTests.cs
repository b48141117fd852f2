using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

public sealed class TransferJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public async Task What_is_downloaded_is_shown_as_unchanged_and_a_change_in_it_is_applied_after_a_look()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        using var api = app.CreateApiClient();
        using var hook = await api.PostAsJsonAsync("/api/v1/hooks", new { name = "Copy", event_name = "*", script_path = "copy.sh" });
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(app.ClientOptions.BaseAddress, "/settings/transfer").ToString());

        await page.GetByLabel("Passphrase for the secrets").FillAsync("four unusual words here");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());
        var document = JsonNode.Parse(await File.ReadAllTextAsync(await download.PathAsync()))!;
        download.SuggestedFilename.ShouldBe("sublarr-configuration.json");
        await page.GetByLabel("Passphrase of the document").FillAsync("four unusual words here");
        await UploadAsync(page, document);
        await Assertions.Expect(page.GetByText("Everything in the document is stored just so")).ToBeVisibleAsync();

        document["subscriptions"]![0]!["timeout_seconds"] = 99;
        await UploadAsync(page, document);
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new("change.*Copy.*timeout seconds: 30 → 99") })).ToBeVisibleAsync();
        (await api.GetStringAsync("/api/v1/hooks")).ShouldContain("\"timeout_seconds\":30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Done: 0 created, 1 changed, 0 unchanged.")).ToBeVisibleAsync();
        (await api.GetStringAsync("/api/v1/hooks")).ShouldContain("\"timeout_seconds\":99");
    }

    [Fact]
    public async Task A_secret_that_the_document_leaves_out_is_asked_for()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        using var api = app.CreateApiClient();
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(app.ClientOptions.BaseAddress, "/settings/transfer").ToString());

        await UploadAsync(page, JsonNode.Parse("""
            {"format":"sublarr-configuration","version":1,"subscriptions":[
              {"channel":"webhook","name":"Receiver","event_names":["*"],"settings":{"url":"http://192.168.7.7/hook","secret":null}}]}
            """)!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Assertions.Expect(page.GetByText("leaves out this secret of \"Receiver\"")).ToBeVisibleAsync();
        await page.GetByLabel("Receiver: secret").FillAsync(Secret);
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Done: 1 created, 0 changed, 0 unchanged.")).ToBeVisibleAsync();
        (await api.GetStringAsync("/api/v1/webhooks")).ShouldContain("192.168.7.7");
    }

    private static Task UploadAsync(IPage page, JsonNode document) => page.GetByLabel("Document", new() { Exact = true }).ChooseAsync(new FilePayload
    {
        Name = "sublarr-configuration.json",
        MimeType = "application/json",
        Buffer = System.Text.Encoding.UTF8.GetBytes(document.ToJsonString()),
    });
}
