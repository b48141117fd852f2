using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Components.Shared;

namespace Sublarr.Tests.EndToEnd;

public sealed class ManyJobsJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task One_job_is_made_urgent_in_the_list_and_on_its_page_and_more_of_a_lane_are_let_run_at_once()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        var job = new NewJob("of-a-newer-version", "Look at the file", JobPriority.Low) { DueAt = DateTimeOffset.UtcNow.AddDays(1) };
        var id = (await app.Services.GetRequiredService<IJobQueue>().EnqueueAsync([job], CancellationToken.None))[0];
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.SetViewportSizeAsync(1280, 900);
        await page.GotoAsync(new Uri(address, "/jobs?state=retrying").ToString());

        // By keyboard alone.
        await page.GetByRole(AriaRole.Button, new() { Name = "Priority 8 of 10: Look at the file" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "1 – first" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Priority 2 of 10: Look at the file" })).ToBeVisibleAsync();
        await Shots.TakeAsync(page, "jobs-priority");

        await page.GotoAsync(new Uri(address, $"/jobs/{id}").ToString());
        // The tree of the job has it too.
        await page.GetByRole(AriaRole.Button, new() { Name = "Priority 2 of 10: Look at the file" }).First.ClickAsync();
        await Shots.TakeAsync(page, "job-priority");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "1 – first" }).ClickAsync();
        await Assertions.Expect(page.GetByText("1 of 10")).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(390, 900);
        await Shots.TakeAsync(page, "job-priority-phone");

        await page.GotoAsync(new Uri(address, "/jobs").ToString());
        await page.GetByText("Lanes", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show idle lanes" }).ClickAsync();
        var name = JobKindText.Of(JobKinds.SearchSubtitles);
        await page.GetByRole(AriaRole.Button, new() { Name = $"4 at once: {name}" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "6 at once", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = $"6 at once: {name}" })).ToBeVisibleAsync();
        await Shots.TakeAsync(page, "jobs-at-once-phone");
        await page.SetViewportSizeAsync(1280, 900);
        await Shots.TakeAsync(page, "jobs-at-once");
        (await page.FaultsAsync()).ShouldBeEmpty();
    }

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
