using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Features.Settings;

namespace Sublarr.Tests.Integration.Audit;

public sealed class AuditTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly SublarrApp _app = new();
    private HttpClient _api = null!;

    public Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Creating_changing_pausing_and_deleting_a_webhook_is_told_by_field_with_secrets_as_changed_alone()
    {
        var id = await CreateAsync();
        using var changed = await _api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { name = "Better name", url = "http://192.168.1.9/hook?token=verysecretvalue", secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", headers = new { X_Key = "abcdefgh" } });
        changed.StatusCode.ShouldBe(HttpStatusCode.OK, await changed.Content.ReadAsStringAsync());
        using var paused = await _api.PostAsync($"/api/v1/webhooks/{id}/pause", null);
        using var deleted = await _api.DeleteAsync($"/api/v1/webhooks/{id}");

        var text = await _api.GetStringAsync($"/api/v1/audit?subject=webhook&subject_id={id}");
        using var document = JsonDocument.Parse(text);
        var items = document.RootElement.GetProperty("items").EnumerateArray().ToList();

        document.RootElement.GetProperty("total").GetInt32().ShouldBe(4);
        items.Select(item => item.GetProperty("action").GetString()).ShouldBe(["deleted", "changed", "changed", "created"]);
        items.ShouldAllBe(item => item.GetProperty("actor_kind").GetString() == "api_key" && item.GetProperty("subject_id").GetInt64() == id);
        Field(items[1], "is_paused").GetProperty("new").GetString().ShouldBe("true");
        var name = Field(items[2], "name");
        (name.GetProperty("old").GetString(), name.GetProperty("new").GetString()).ShouldBe(("Receiver", "Better name"));
        Field(items[2], "secret").GetProperty("is_secret").GetBoolean().ShouldBeTrue();
        Field(items[2], "headers").GetProperty("is_secret").GetBoolean().ShouldBeTrue();
        foreach (var value in (string[])[Secret, "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "abcdefgh", "verysecretvalue"])
        {
            text.ShouldNotContain(value);
        }
    }

    [Fact]
    public async Task A_change_that_changes_nothing_and_deliveries_leave_no_entry()
    {
        var id = await CreateAsync();
        var before = await CountAsync();

        using var same = await _api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { name = "Receiver" });

        same.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_change_of_scoring_is_one_entry_and_one_of_retention_another()
    {
        using var weights = await _api.PutAsJsonAsync("/api/v1/scoring/modifiers", new { opensubtitles = 7, podnapisi = -3 });
        weights.IsSuccessStatusCode.ShouldBeTrue(await weights.Content.ReadAsStringAsync());
        using (_app.Services.GetRequiredService<AuditTrail>().As(new Actor(ActorKind.User, "admin", "192.168.1.7")))
        {
            await _app.Services.GetRequiredService<IMediator>().Send(new ChangeRetention.Command(12, 12, 50_000, 7));
        }

        await using var context = await _app.ContextAsync();
        var scoring = (await context.Audit.Where(row => row.Subject == "scoring").ToListAsync()).ShouldHaveSingleItem();
        scoring.Changes.ShouldContain("provider.opensubtitles");
        scoring.Changes.ShouldContain("provider.podnapisi");
        var retention = (await context.Audit.Where(row => row.Subject == "retention").ToListAsync()).ShouldHaveSingleItem();
        (retention.Actor, retention.ActorKind, retention.Address).ShouldBe(("admin", ActorKind.User, "192.168.1.7"));
        retention.Changes.ShouldContain("\"days\"");
    }

    [Fact]
    public async Task The_administrator_of_the_environment_is_told_without_a_password()
    {
        await using var context = await _app.ContextAsync();

        var created = (await context.Audit.Where(row => row.Subject == "administrator").ToListAsync()).ShouldHaveSingleItem();

        (created.Action, created.ActorKind, created.SubjectName).ShouldBe(("created", ActorKind.Environment, SublarrApp.AdminUser));
        var stored = await context.Administrators.SingleAsync();
        created.SubjectId.ShouldBe(stored.Id);
        created.Changes.ShouldContain("\"password\"");
        created.Changes.ShouldNotContain(stored.PasswordHash);
        created.Changes.ShouldNotContain(stored.SecurityStamp);
    }

    [Fact]
    public async Task A_change_that_is_rolled_back_leaves_no_entry()
    {
        await using var context = await _app.ContextAsync();
        var before = await CountAsync();
        context.Administrators.Add(new(SublarrApp.AdminUser, DateTimeOffset.UnixEpoch));

        await Should.ThrowAsync<DbUpdateException>(() => context.SaveChangesAsync());

        (await CountAsync()).ShouldBe(before, "the name is taken, so nothing was changed");
    }

    [Theory]
    [InlineData("subject_id=many", "subject_id")]
    [InlineData("since=yesterday", "since")]
    [InlineData("since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z", "since")]
    public async Task A_filter_that_cannot_be_read_is_named(string query, string field)
    {
        using var response = await _api.GetAsync($"/api/v1/audit?{query}");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain(field);
    }

    [Fact]
    public async Task Pages_and_filters_narrow_the_trail()
    {
        await CreateAsync("One");
        await CreateAsync("Two");

        var page = await _api.GetFromJsonAsync<JsonElement>("/api/v1/audit?subject=webhook&actor=API%20key&limit=1&offset=1");

        page.GetProperty("total").GetInt32().ShouldBe(2);
        page.GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("subject_name").GetString().ShouldBe("One");
        (await _api.GetFromJsonAsync<JsonElement>("/api/v1/audit?actor=nobody")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    private static JsonElement Field(JsonElement item, string name) =>
        item.GetProperty("changes").EnumerateArray().Single(change => change.GetProperty("field").GetString() == name);

    private async Task<long> CreateAsync(string name = "Receiver")
    {
        using var response = await _api.PostAsJsonAsync("/api/v1/webhooks", new { name, event_name = "subtitle_downloaded", url = "http://192.168.1.9/hook", secret = Secret });
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    private async Task<int> CountAsync()
    {
        await using SublarrDbContext context = await _app.ContextAsync();
        return await context.Audit.CountAsync();
    }
}
