using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Retention;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Deliveries;

/// <summary>Deliveries to notification channels are jobs of a kind of their own, and deliveries all the same.</summary>
public sealed class DeliveryKindTests
{
    [Fact]
    public async Task A_channel_of_notifications_has_a_kind_of_its_own_and_hooks_and_webhooks_have_not()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        await api.GetAsync("/health");

        ChannelCatalog.Find("ntfy")!.JobKind.ShouldBe("notify-ntfy");
        ChannelCatalog.Find("script")!.JobKind.ShouldBe("deliver");
        ChannelCatalog.Find("webhook")!.JobKind.ShouldBe("deliver");
        app.Services.GetServices<IJobHandler>().Single(handler => handler.Kind == "deliver").Kinds.ShouldContain("notify-discord");
    }

    [Fact]
    public async Task A_delivery_of_a_notification_channel_is_in_the_log_and_is_cleared_with_it()
    {
        await using var app = new SublarrApp();
        await using var ntfy = await FakeService.StartAsync<FakeNtfy>();
        using var api = app.CreateApiClient();
        using var created = await api.PostAsJsonAsync(
            "/api/v1/notifications", new { name = "Phone", kind = "ntfy", event_names = new[] { "webhook_received" }, settings = new { topic = "mine", url = ntfy.Url } });
        created.IsSuccessStatusCode.ShouldBeTrue(await created.Content.ReadAsStringAsync());

        await new ReportingArr(app).PostAsync("sonarr-Grab.json");

        await Eventually.TrueAsync(async () => await EndedAsync(app) == 1, () => "it did not arrive");
        (await api.GetFromJsonAsync<JsonElement>("/api/v1/deliveries")).GetProperty("total").GetInt32().ShouldBe(1);
        (await app.Services.GetRequiredService<IJobPurge>().PurgeDeliveriesAsync(TimeProvider.System.GetUtcNow().AddMinutes(1), CancellationToken.None)).ShouldBe(1);
    }

    [Theory]
    [InlineData(JobKinds.Deliver)]
    [InlineData("notify-fake")]
    public async Task A_delivery_of_either_kind_is_run_held_and_sent_again(string kind)
    {
        var channel = new FakeChannel();
        await using var engine = await Engine.StartAsync(services => services.AddSingleton<IDeliveryChannel>(channel));
        var subscription = await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded");
        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, default, CancellationToken.None);
        await engine.UntilIdleAsync();
        var fact = (await engine.EventsAsync())[0];

        var id = await engine.EnqueueAsync(new NewJob(kind, "One more", JobPriority.Normal) { EventId = fact.Id, SubscriptionId = subscription.Id });

        await engine.UntilAsync(id, JobState.Succeeded);
        var all = new ReplayRange(null, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        (await engine.Get<IReplays>().CountAsync(all, CancellationToken.None)).ShouldBe(0);
    }

    private static async Task<int> EndedAsync(SublarrApp app)
    {
        await using var context = await app.ContextAsync();
        return await context.Jobs.CountAsync(job => job.Kind == "notify-ntfy" && job.State == JobState.Succeeded);
    }
}
