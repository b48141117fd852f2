using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

public sealed class ManyJobsJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Many_jobs_are_made_urgent_and_cancelled_at_once_and_a_lane_is_paused()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        var later = DateTimeOffset.UtcNow.AddDays(1);
        await app.Services.GetRequiredService<IJobQueue>().EnqueueAsync(
            [.. Enumerable.Range(0, 60).Select(number => new NewJob("of-a-newer-version", $"Look at file {number}", JobPriority.Low) { DueAt = later })], CancellationToken.None);
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.SetViewportSizeAsync(1440, 900);
        await page.GotoAsync(new Uri(address, "/jobs?state=retrying").ToString());

        await page.GetByText("Lanes", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause Of a newer version" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Of a newer version is paused")).ToBeVisibleAsync();
        await Shots.TakeAsync(page, "jobs-lanes");
        var faults = await page.FaultsAsync();
        await page.SetViewportSizeAsync(390, 900);
        await Shots.TakeAsync(page, "jobs-lanes-phone");
        faults = [.. faults, .. await page.FaultsAsync()];
        await page.SetViewportSizeAsync(1440, 900);

        await page.GetByRole(AriaRole.Button, new() { Name = "Priority of all" }).ClickAsync();
        await page.GetByText("1 – first").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Give 60 jobs the priority 1?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change them" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr", new() { HasText = "Look at file 59" })).ToContainTextAsync("1");

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel all" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Cancel 60 jobs?");
        await Shots.TakeAsync(page, "jobs-cancel-all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel them" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Cancel 60 jobs: under way")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("No such job")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Cancelled 60" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody .badge", new() { HasText = "Cancelled" }).First).ToBeVisibleAsync();
        faults.ShouldBeEmpty();
    }
}
