using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Audit;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Channels;
using Sublarr.Web.Features.Deliveries;
using Sublarr.Web.Features.Hooks;
using Sublarr.Web.Features.Settings;

namespace Sublarr.Tests.Integration.Audit;

/// <summary>Changes that no transaction holds together with their entry, and looks at secrets.</summary>
public sealed class OutsideTheDatabaseTests : IAsyncLifetime
{
    private static readonly AuditSubject Subject = new("thing", null, "One");

    private readonly SublarrApp _app = new();

    private AuditTrail Trail => _app.Services.GetRequiredService<AuditTrail>();

    private IMediator Mediator => _app.Services.GetRequiredService<IMediator>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_entry_is_there_before_the_change_and_says_what_came_of_it_afterwards()
    {
        var during = "";
        await Trail.RecordAsync(
            "changed",
            Subject,
            async () =>
            {
                // What a process that dies here leaves behind.
                during = (await EntriesAsync("thing")).ShouldHaveSingleItem().Changes;
                return 7;
            },
            result => [new("number", null, $"{result}")]);

        during.ShouldContain("not known: Sublarr was stopped meanwhile");
        (await EntriesAsync("thing")).ShouldHaveSingleItem().Changes.ShouldBe("""[{"field":"number","old":null,"new":"7","is_secret":false}]""");
    }

    [Fact]
    public async Task A_change_that_fails_says_so_and_one_that_changes_nothing_leaves_no_entry()
    {
        await Should.ThrowAsync<IOException>(() => Trail.RecordAsync<int>("changed", Subject, () => throw new IOException("The disk is full."), _ => []));
        await Trail.RecordAsync("changed", Subject, () => Task.FromResult(0), _ => null);

        (await EntriesAsync("thing")).ShouldHaveSingleItem().Changes.ShouldContain("failed: The disk is full.");
    }

    [Fact]
    public async Task A_script_that_is_saved_is_told_once_and_one_that_could_not_be_stored_as_failed()
    {
        using var named = Trail.As(new Actor(ActorKind.User, "admin", "192.168.1.7"));
        var first = await Mediator.Send(new SaveScript.Command("copy.sh", "#!/bin/sh\n", null));
        await Mediator.Send(new SaveScript.Command("copy.sh", "#!/bin/sh\n", first.Saved!.Version));
        (await Mediator.Send(new SaveScript.Command("copy.sh", "#!/bin/sh\necho mine\n", "old"))).Conflict.ShouldNotBeNull();
        Directory.Delete(Path.Combine(_app.ConfigDirectory, "hooks", ".revisions"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(_app.ConfigDirectory, "hooks", ".revisions"), "no folder");
        (await Mediator.Send(new SaveScript.Command("other.sh", "#!/bin/sh\n", null))).Problem.ShouldNotBeNull();

        var entries = await EntriesAsync("hook_script");
        entries.Select(entry => (entry.Action, entry.SubjectName, entry.Actor)).ShouldBe([("created", "copy.sh", "admin"), ("created", "other.sh", "admin")]);
        entries[0].Changes.ShouldContain("\"text\"");
        entries[1].Changes.ShouldContain("failed: other.sh could not be written");
    }

    [Fact]
    public async Task Clearing_the_log_is_told_with_the_number()
    {
        await Mediator.Send(new ClearLog.Command());

        var entry = (await EntriesAsync("log")).ShouldHaveSingleItem();
        (entry.Action, JsonDocument.Parse(entry.Changes).RootElement[0].GetProperty("old").GetString()).ShouldBe(("cleared", "0"));
    }

    [Fact]
    public async Task Looking_at_the_key_or_a_secret_and_exporting_are_told_and_the_entry_holds_neither()
    {
        const string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        using var named = Trail.As(new Actor(ActorKind.User, "admin", "192.168.1.7"));
        using var api = _app.CreateApiClient();
        var made = await Mediator.Send(new SaveSubscription.Command(null, new SubscriptionDraft
        {
            Kind = "webhook", Name = "Receiver", EventNames = ["*"], Settings = new JsonObject { ["url"] = "http://192.168.1.9/hook", ["secret"] = secret },
        }));

        (await Mediator.Send(new RevealApiKey.Command())).ShouldBe(_app.ApiKey);
        (await Mediator.Send(new RevealSetting.Command("webhook", made!.Id, "secret"))).ShouldBe(secret);
        (await Mediator.Send(new RevealSetting.Command("webhook", 4711, "secret"))).ShouldBeNull();
        using var export = await api.GetAsync("/api/v1/config/export");
        export.IsSuccessStatusCode.ShouldBeTrue();

        (await EntriesAsync("api_key")).ShouldHaveSingleItem().Action.ShouldBe("revealed");
        var revealed = (await EntriesAsync("webhook")).Where(entry => entry.Action == "revealed").ShouldHaveSingleItem();
        (revealed.SubjectId, revealed.SubjectName, revealed.Actor).ShouldBe((made.Id, "Receiver", "admin"));
        revealed.Changes.ShouldNotContain(secret);
        (await EntriesAsync("configuration")).ShouldHaveSingleItem().Changes.ShouldContain("left out");
    }

    private async Task<List<AuditRow>> EntriesAsync(string subject)
    {
        await using var context = await _app.ContextAsync();
        return await context.Audit.AsNoTracking().Where(row => row.Subject == subject).OrderBy(row => row.Id).ToListAsync();
    }
}
