using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.PlugIns.Loft;

namespace Sublarr.Tests.EndToEnd;

/// <summary>A job and a schedule of one file each, in an assembly of which the product knows nothing: they are on the pages, in the API and in the audit trail.</summary>
public sealed class OneFileScheduleTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_schedule_from_outside_is_shown_changed_run_and_its_job_tells_how_far_it_is()
    {
        await using var app = new AppWithPlugIns();
        var address = app.Listen();
        using var api = app.CreateApiClient();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(address, "/schedules").ToString());

        var row = page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("Sweeps the loft") });
        await Assertions.Expect(row).ToContainTextAsync("Every Saturday at 10:00 (UTC)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change: Sweeping day" }).ClickAsync();
        await page.GetByLabel("By the clock").FillAsync("61 * * * *");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("between 0 and 59")).ToBeVisibleAsync();
        await page.GetByLabel("By the clock").FillAsync("30 4 * * *");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Every day at 04:30 (UTC)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run now: Sweeping day" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Succeeded");
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.GetByText("Perches swept · 12 of 12")).ToBeVisibleAsync();

        var schedule = (await api.GetFromJsonAsync<JsonElement>("/api/v1/schedules")).EnumerateArray().Single(each => each.GetProperty("key").GetString() == "sweeping-day");
        schedule.GetProperty("cron").GetString().ShouldBe("30 4 * * *");
        schedule.GetProperty("last_run").GetProperty("state").GetString().ShouldBe("succeeded");
        (await api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs?kind={SweepLoft.JobKind}")).GetProperty("total").GetInt32().ShouldBe(1);
        (await api.GetStringAsync("/api/v1/audit")).ShouldContain("sweeping-day");
    }
}
