using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Infrastructure.Transfer;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Subscriptions;

/// <summary>A row of a later version, or one that somebody has edited by hand, is kept and shown; nobody else is harmed by it.</summary>
public sealed class UnreadableSubscriptionTests : IAsyncLifetime
{
    private readonly SublarrApp _app = new();
    private HttpClient _api = null!;
    private WebhookReceiver _receiver = null!;

    public static TheoryData<string, string> Faults => new()
    {
        { "no JSON", "settings = '{\"url\": '" },
        { "nothing", "settings = ''" },
        { "null", "settings = 'null'" },
        { "a list", "settings = '[]'" },
        { "another type", "settings = json_set(settings, '$.in_flight', 'many')" },
        { "a schedule that is too long", "settings = json_set(settings, '$.retry_schedule', json('[99999999]'))" },
        { "a null", "settings = json_set(settings, '$.headers', null)" },
        { "no place", "settings = json_set(settings, '$.in_flight', 0)" },
        { "a rate below nothing", "settings = json_set(settings, '$.rate_limit', -1)" },
        { "retries below nothing", "retry_count = -1" },
        { "a word of a later version", "settings = json_set(settings, '$.auth_type', 'kerberos')" },
        { "a secret of other keys", "settings = json_set(settings, '$.secret', 'CfDJ8AAAA')" },
        { "a filter that is no JSON", "content_filter_json = '{'" },
        { "a filter of a later version", "content_filter_json = '{\"nearly\":[]}'" },
        { "a channel of a later version", "channel = 'pigeon'" },
    };

    public async Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        _receiver = WebhookReceiver.Start();
        await Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _receiver.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_cannot_be_read_is_held_and_told_and_harms_nobody(string fault, string change)
    {
        var good = await CreateAsync("Good");
        var bad = await CreateAsync("Bad");
        await DamageAsync(bad, change);

        await PublishAsync();

        await Eventually.TrueAsync(async () => await StateAsync(good) == JobState.Succeeded, () => $"{fault}: the other was not delivered");
        await Eventually.TrueAsync(async () => await StateAsync(bad) == JobState.Held, () => $"{fault}: it is not held");
        (await HealthOfAsync(good)).GetProperty("state").GetString().ShouldBe("healthy");
        if (!change.StartsWith("channel", StringComparison.Ordinal))
        {
            var health = await HealthOfAsync(bad);
            health.GetProperty("state").GetString().ShouldBe("unreadable");
            health.GetProperty("problem").GetString()!.ShouldEndWith(".");
            health.GetProperty("held").GetInt32().ShouldBe(1);
        }

        var status = await _api.GetStringAsync("/health");
        status.ShouldContain("degraded");
        status.ShouldContain("1 ");
        (await CreateAsync("Another")).ShouldBeGreaterThan(bad);
        using var audit = await _api.GetAsync("/api/v1/audit");
        audit.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("settings = json_set(settings, '$.in_flight', 'many')", "in_flight")]
    [InlineData("settings = json_set(settings, '$.in_flight', 0)", "in_flight")]
    [InlineData("settings = json_set(settings, '$.headers', null)", "headers")]
    [InlineData("settings = json_set(settings, '$.retry_schedule', json('[\"soon\"]'))", "retry_schedule")]
    [InlineData("settings = json_set(settings, '$.retry_schedule', json('[99999999]'))", "retry_schedule")]
    [InlineData("settings = json_set(settings, '$.retry_schedule', json('[-1]'))", "retry_schedule")]
    [InlineData("settings = json_set(settings, '$.rate_limit', -1)", "rate_limit")]
    [InlineData("settings = json_set(settings, '$.auth_type', 'kerberos')", "auth_type")]
    [InlineData("retry_count = 99", "retry_count")]
    [InlineData("settings = '{'", "settings")]
    [InlineData("settings = 'null'", "settings")]
    public async Task The_setting_that_cannot_be_read_is_named_with_the_remedy_and_without_the_words_of_a_library(string change, string field)
    {
        var bad = await CreateAsync("Bad");
        await DamageAsync(bad, change);

        var problem = (await HealthOfAsync(bad)).GetProperty("problem").GetString()!;

        problem.ShouldContain(field);
        problem.ShouldContain("Enter it again, or install the version of Sublarr that wrote it.");
        problem.ShouldNotContain("Parameter");
        problem.ShouldNotContain("$");
        problem.ShouldNotContain("System.");
        problem.ShouldNotContain("delays");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_cannot_be_read_is_left_out_of_an_export_that_says_so(string fault, string change)
    {
        await CreateAsync("Good");
        await DamageAsync(await CreateAsync("Bad"), change);

        foreach (var passphrase in (string?[])[null, "a passphrase of some length"])
        {
            var (document, problems) = await _app.Services.GetRequiredService<IConfigurationExport>().WriteAsync(passphrase, CancellationToken.None);

            problems.ShouldBeEmpty();
            var text = Encoding.UTF8.GetString(document);
            text.ShouldContain("\"Good\"");
            text.ShouldContain("Bad", customMessage: fault);
        }
    }

    [Fact]
    public async Task What_cannot_be_read_can_be_paused_mended_and_deleted()
    {
        var bad = await CreateAsync("Bad");
        await DamageAsync(bad, "settings = '{'");
        await PublishAsync();
        await Eventually.TrueAsync(async () => await StateAsync(bad) == JobState.Held, () => "it is not held");

        using var paused = await _api.PostAsync($"/api/v1/webhooks/{bad}/pause", null);
        using var resumed = await _api.PostAsync($"/api/v1/webhooks/{bad}/resume", null);
        (await StateAsync(bad)).ShouldBe(JobState.Held);
        using var mended = await _api.PutAsJsonAsync($"/api/v1/webhooks/{bad}", new { name = "Mended", url = _receiver.Url });

        paused.IsSuccessStatusCode.ShouldBeTrue(await paused.Content.ReadAsStringAsync());
        resumed.IsSuccessStatusCode.ShouldBeTrue(await resumed.Content.ReadAsStringAsync());
        mended.IsSuccessStatusCode.ShouldBeTrue(await mended.Content.ReadAsStringAsync());
        await Eventually.TrueAsync(async () => await StateAsync(bad) == JobState.Succeeded, () => "what was held does not go on once it is mended");
        await DamageAsync(bad, "settings = '{'");
        using var deleted = await _api.DeleteAsync($"/api/v1/webhooks/{bad}");
        deleted.IsSuccessStatusCode.ShouldBeTrue(await deleted.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Events_that_cannot_be_read_break_no_list_and_no_delivery()
    {
        var good = await CreateAsync("Good");
        var bad = await CreateAsync("Bad");
        await DamageAsync(bad, "event_names = '[\"subtitle'");

        await PublishAsync();

        await Eventually.TrueAsync(async () => await StateAsync(good) == JobState.Succeeded, () => "the other was not delivered");
        (await HealthOfAsync(bad)).GetProperty("state").GetString().ShouldBe("unreadable");
    }

    [Fact]
    public async Task Settings_that_cannot_be_read_at_a_start_stop_neither_the_start_nor_what_waits()
    {
        using var folder = new TemporaryFolder();
        Subscription bad;
        await using (var engine = await Engine.StartAsync(new FakeChannel().AddTo, folder: folder))
        {
            bad = await engine.SubscribeAsync("script", "*");
            await engine.Get<GroupCommit>().WriteAsync(WriteUrgency.Awaited, session => session.Execute("UPDATE subscriptions SET settings = '{'"), CancellationToken.None);
        }

        await using var again = await Engine.StartAsync(new FakeChannel().AddTo, folder: folder);
        var good = await again.SubscribeAsync("fake", "*");
        await again.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);

        await Eventually.TrueAsync(
            async () => (await again.JobsAsync()).Any(job => job.SubscriptionId == good.Id && job.State == JobState.Succeeded), () => "the other was not delivered");
        (await again.JobsAsync()).Single(job => job.SubscriptionId == bad.Id).State.ShouldBe(JobState.Held);
    }

    private async Task<long> CreateAsync(string name)
    {
        using var created = await _api.PostAsJsonAsync("/api/v1/webhooks", new { name, event_name = "subtitle_downloaded", url = _receiver.Url });
        created.StatusCode.ShouldBe(HttpStatusCode.Created, await created.Content.ReadAsStringAsync());
        return (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    // By hand, and then something is saved: the next look reads it.
    private async Task DamageAsync(long id, string change)
    {
        await _app.Services.GetRequiredService<GroupCommit>().WriteAsync(
            WriteUrgency.Awaited,
            session => session.Execute($"UPDATE subscriptions SET {change} WHERE id = $id", ("$id", id)), CancellationToken.None);
        await CreateAsync($"After {id}");
    }

    private Task PublishAsync() =>
        _app.Services.GetRequiredService<IEventBus>().PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);

    private async Task<JobState?> StateAsync(long subscriptionId)
    {
        await using var context = await _app.ContextAsync();
        return await context.Jobs.AsNoTracking().Where(job => job.SubscriptionId == subscriptionId)
            .OrderBy(job => job.Id).Select(job => (JobState?)job.State).FirstOrDefaultAsync();
    }

    private async Task<JsonElement> HealthOfAsync(long id)
    {
        var all = await _api.GetFromJsonAsync<JsonElement>("/api/v1/webhooks");
        return all.EnumerateArray().Single(webhook => webhook.GetProperty("id").GetInt64() == id).GetProperty("health");
    }
}
