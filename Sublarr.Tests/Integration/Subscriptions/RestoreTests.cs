using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Retention;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Subscriptions;

public sealed class RestoreTests
{
    private const string Path = "/api/v1/notifications";

    [Fact]
    public async Task A_deleted_notification_comes_back_with_all_it_had_and_what_came_meanwhile_was_not_for_it()
    {
        await using var app = new SublarrApp();
        await using var ntfy = await FakeService.StartAsync<FakeNtfy>();
        using var api = app.CreateApiClient();
        using var created = await api.PostAsJsonAsync(Path, new
        {
            kind = "ntfy", name = "Phone", event_names = new[] { "upgrade_complete" }, title_template = "{{sentence}}",
            filter = new { field = "language", @operator = "exists", value = true },
            quiet_hours = new { from = "22:00", to = "07:00", time_zone = "UTC" },
            settings = new { topic = FakeNtfy.ProtectedTopic, url = ntfy.Url, token = FakeNtfy.Token },
        });
        created.StatusCode.ShouldBe(HttpStatusCode.Created, await created.Content.ReadAsStringAsync());
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        using var paused = await api.PostAsync($"{Path}/{id}/pause", null);
        await PublishAsync(app);
        var before = await api.GetStringAsync($"{Path}/{id}");

        using var deleted = await api.DeleteAsync($"{Path}/{id}");
        await PublishAsync(app);
        using var gone = await api.GetAsync($"{Path}/{id}");
        using var restored = await api.PostAsync($"{Path}/{id}/restore", null);
        using var again = await api.PostAsync($"{Path}/{id}/restore", null);
        using var asAnother = await api.PostAsync($"/api/v1/webhooks/{id}/restore", null);
        var after = await api.GetStringAsync($"{Path}/{id}");
        using var resumed = await api.PostAsync($"{Path}/{id}/resume", null);
        using var tested = await api.PostAsJsonAsync($"{Path}/{id}/test", new { event_name = "upgrade_complete" });

        (deleted.StatusCode, gone.StatusCode, restored.StatusCode, again.StatusCode, asAnother.StatusCode).ShouldBe(
            (HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.NotFound));
        Settled(after).ShouldBe(Settled(before));
        (await tested.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("success").GetBoolean().ShouldBeTrue("the token is no longer the one it had");
        await using var context = await app.ContextAsync();
        var delivery = await context.Jobs.AsNoTracking().SingleAsync(job => job.SubscriptionId == id && !job.IsTest);
        (delivery.State, delivery.LastError).ShouldBe((JobState.Cancelled, "Its subscription was deleted."));
        var trail = (await api.GetFromJsonAsync<JsonElement>($"/api/v1/audit?subject_id={id}")).GetProperty("items").EnumerateArray().ToList();
        trail.Take(5).Select(entry => entry.GetProperty("action").GetString()).ShouldBe(["changed", "restored", "deleted", "changed", "created"]);
        trail[2].GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("field").GetString()).ShouldContain("topic");
    }

    [Fact]
    public async Task A_deletion_can_be_taken_back_after_a_restart_for_an_hour_and_is_then_gone_with_its_secrets()
    {
        using var folder = new TemporaryFolder();
        var clock = new ManualClock();
        long first, second;
        await using (var engine = await Engine.StartAsync(Engine.WithoutSchedules, clock, folder))
        {
            (first, second) = ((await engine.SubscribeAsync("webhook", "upgrade_complete")).Id, (await engine.SubscribeAsync("webhook", "upgrade_complete")).Id);
            (await engine.Get<ISubscriptionSwitch>().DeleteAsync(first, CancellationToken.None)).ShouldBeTrue();
            (await engine.Get<ISubscriptionSwitch>().DeleteAsync(second, CancellationToken.None)).ShouldBeTrue();
        }

        await using var later = await Engine.StartAsync(Engine.WithoutSchedules, clock, folder);
        clock.Advance(Subscription.KeptAfterDeletion - TimeSpan.FromMinutes(1));
        var isBack = await later.Get<ISubscriptionSwitch>().RestoreAsync(first, CancellationToken.None);
        clock.Advance(TimeSpan.FromMinutes(2));
        var isLate = await later.Get<ISubscriptionSwitch>().RestoreAsync(second, CancellationToken.None);
        await later.UntilAsync(await later.EnqueueAsync(new CleanUpSchedule().Job), JobState.Succeeded);

        (isBack, isLate).ShouldBe((true, false));
        await using var context = await later.ContextAsync();
        (await context.SubscriptionsEverMade.Select(row => row.Id).ToListAsync()).ShouldBe([first]);
    }

    private static Task PublishAsync(SublarrApp app) =>
        app.Services.GetRequiredService<IEventBus>().PublishAsync(UpgradeComplete.Example, EventCause.None, CancellationToken.None);

    // But for what is held, which the deletion cancelled.
    private static string Settled(string notification)
    {
        var fields = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(notification)!;
        fields.Remove("health");
        return JsonSerializer.Serialize(fields);
    }
}
