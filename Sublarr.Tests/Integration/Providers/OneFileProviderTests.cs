using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sublarr.Infrastructure.Providers;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>A provider of one file, in an assembly of which the product knows nothing: it is in the API, on the page, in the audit trail and in a search.</summary>
public sealed class OneFileProviderTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_provider_from_outside_is_listed_set_up_tried_out_and_asked()
    {
        await using var app = new AppWithPlugIns();
        using var api = app.CreateApiClient();

        var listed = (await api.GetFromJsonAsync<JsonElement>("/api/v1/providers")).EnumerateArray().Single(provider => provider.GetProperty("name").GetString() == "rookery");
        listed.GetProperty("label").GetString().ShouldBe("Rookery");
        listed.GetProperty("enabled").GetBoolean().ShouldBeFalse();
        using var refused = await api.PutAsJsonAsync("/api/v1/providers/rookery", new { enabled = true });
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Name the tree");
        using var saved = await api.PutAsJsonAsync("/api/v1/providers/rookery", new { enabled = true, settings = new { tree = "old elm", call = "kraa-kraa-kraa" } });
        saved.StatusCode.ShouldBe(HttpStatusCode.OK, await saved.Content.ReadAsStringAsync());
        using var tested = await api.PostAsync("/api/v1/providers/rookery/test", null);
        (await tested.Content.ReadAsStringAsync()).ShouldContain("The old elm is full of nests.");
        (await app.Services.GetRequiredService<ProviderSearch>().SearchAsync(ProviderLab.Movie, CancellationToken.None)).Found.ShouldHaveSingleItem().Id.ShouldBe("old elm");
        var audit = await api.GetStringAsync("/api/v1/audit");
        audit.ShouldContain("rookery");
        audit.ShouldNotContain("kraa-kraa-kraa");
    }

    [Fact]
    public async Task It_is_on_the_page_with_a_form_drawn_from_its_record()
    {
        await using var app = new AppWithPlugIns();
        var address = app.Listen();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(address, "/providers").ToString());

        await page.GetByRole(AriaRole.Button, new() { Name = "Switch on: Rookery" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Rookery" })).ToBeVisibleAsync();
        await page.GetByLabel("Tree").FillAsync("old elm");
        await page.GetByLabel("Switched on").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The old elm is full of nests.")).ToBeVisibleAsync();
        await Shots.TakeAsync(page, "provider-tested");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        var row = page.GetByRole(AriaRole.Row, new() { Name = "Rookery" });
        await Assertions.Expect(row).ToContainTextAsync("Not asked yet");
        await Assertions.Expect(row.GetByRole(AriaRole.Button, new() { Name = "Switch off: Rookery" })).ToBeVisibleAsync();
        await Shots.TakeAsync(page, "providers");
    }
}
