using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Health;
using Sublarr.Infrastructure.Health;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Health;

/// <summary>What is found is kept, and told when it begins and when it is over, each once.</summary>
public sealed class HealthCheckTests
{
    private static readonly HealthFinding Trouble = new(HealthLevel.Error, "It rains.", "Take an umbrella.") { Recovery = "The sun shines." };

    private IReadOnlyList<HealthFinding> _found = [];

    [Fact]
    public async Task What_was_told_before_a_restart_is_not_told_again_and_its_end_is()
    {
        using var folder = new TemporaryFolder();
        await MigratedDatabase.PutIntoAsync(folder.Path);
        var clock = new ManualClock();
        _found = [Trouble];
        await using (var before = await StartAsync(folder, clock))
        {
            await before.CheckAsync();
            await before.CheckAsync();
        }

        await using var after = await StartAsync(folder, clock);
        await after.CheckAsync();
        (await NewsAsync(after)).ShouldBe([("error", "ok", "It rains. Take an umbrella.")]);
        _found = [];
        await after.CheckAsync();
        await after.CheckAsync();

        (await NewsAsync(after)).ShouldBe([("error", "ok", "It rains. Take an umbrella."), ("ok", "error", "The sun shines.")]);
    }

    [Fact]
    public async Task What_was_told_before_a_kill_that_kept_this_from_being_stored_is_told_once()
    {
        await using var lab = await StartAsync();
        _found = [Trouble];
        await lab.CheckAsync();
        await lab.CheckAsync();
        await ForgetThatItWasToldAsync(lab);

        await lab.CheckAsync();

        (await NewsAsync(lab)).ShouldHaveSingleItem();
        _found = [];
        await lab.CheckAsync();
        (await NewsAsync(lab)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_kill_left_untold_is_told_by_the_next_check()
    {
        await using var lab = await StartAsync();
        var now = lab.Clock.GetUtcNow();
        await lab.Engine.Get<HealthBook>().SaveAsync(record => record.Looked([new("scripted-look", Trouble, now) { IsNews = true }], now), CancellationToken.None);

        await lab.CheckAsync();

        (await NewsAsync(lab)).Select(news => news.Status).ShouldBe(["error", "ok"], "it was so, and is over");
    }

    [Fact]
    public async Task An_error_that_becomes_a_warning_is_over_as_an_error()
    {
        await using var lab = await StartAsync();
        _found = [Trouble];
        await lab.CheckAsync();
        await lab.CheckAsync();
        _found = [Trouble with { Level = HealthLevel.Warning, Message = "It drizzles." }];
        await lab.CheckAsync();

        (await NewsAsync(lab))[^1].ShouldBe(("warning", "error", "It drizzles. Take an umbrella."));
        (await lab.FoundAsync("scripted-look")).ShouldHaveSingleItem().Since.ShouldBe(lab.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_look_that_throws_is_a_finding_and_keeps_no_other()
    {
        using var media = new TemporaryFolder();
        var gone = Path.Combine(media.Path, "gone");
        await using var lab = await HealthLab.StartAsync(
            set: options => options.MediaPaths = [gone], configure: new ScriptedLook(_ => throw new InvalidOperationException("The barometer is broken")).AddTo);

        await lab.CheckAsync();

        var own = (await lab.FoundAsync("scripted-look")).ShouldHaveSingleItem().Finding;
        (own.Level, own.Message).ShouldBe((HealthLevel.Warning, "The look at what a test says could not be finished: The barometer is broken."));
        (await lab.FoundAsync("library-folders")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_look_that_takes_too_long_is_a_finding_is_not_begun_again_and_ends_nothing_that_it_found()
    {
        var begun = 0;
        var never = new TaskCompletionSource<IReadOnlyList<HealthFinding>>();
        await using var lab = await HealthLab.StartAsync(configure: new ScriptedLook(
            _ => Interlocked.Increment(ref begun) <= 2 ? Task.FromResult<IReadOnlyList<HealthFinding>>([Trouble]) : never.Task).AddTo);
        await lab.CheckAsync();
        await lab.CheckAsync();

        await lab.CheckPatientlyAsync();
        await lab.CheckAsync();

        begun.ShouldBe(3, "one that hangs is not joined by another");
        (await lab.FoundAsync("scripted-look")).Select(known => known.Finding.Message).ShouldBe(
            ["It rains.", "The look at what a test says could not be finished: The one before still hangs."]);
        (await NewsAsync(lab)).ShouldHaveSingleItem("nobody knows whether it is over");

        never.SetResult([]);
        await lab.CheckAsync();
    }

    [Fact]
    public async Task Of_many_findings_some_are_shown_and_the_others_counted()
    {
        await using var lab = await StartAsync();
        _found = [.. Enumerable.Range(0, 500).Select(number => Trouble with { About = $"{number}", Page = $"hooks/{number}" })];

        await lab.CheckAsync();

        var known = await lab.FoundAsync("scripted-look");
        known.Count.ShouldBe(HealthLooks.MostOfOne + 1);
        var rest = known.Single(finding => finding.Finding.About == "more").Finding;
        (rest.Message, rest.Page).ShouldBe(("The look at what a test says found 480 more like these.", "hooks"));
    }

    [Fact]
    public async Task A_subscription_that_cannot_be_read_is_found_until_it_is_deleted()
    {
        await using var lab = await HealthLab.StartAsync();
        var lost = await lab.Engine.SubscribeAsync("pigeon-of-another-version", "config_updated");
        await lab.CheckAsync();
        await lab.CheckAsync();

        var known = (await lab.FoundAsync("subscriptions")).ShouldHaveSingleItem();
        known.Finding.Message.ShouldContain("cannot be read, and its deliveries are held.");
        known.Finding.Remedy.ShouldNotBeEmpty();
        (await lab.NewsAsync("subscriptions")).ShouldHaveSingleItem().Status.ShouldBe("error");

        await using (var context = await lab.Engine.ContextAsync())
        {
            (await context.Subscriptions.SingleAsync(row => row.Id == lost.Id)).Delete(lab.Clock.GetUtcNow());
            await context.SaveChangesAsync();
        }

        await lab.CheckAsync();

        (await lab.FoundAsync("subscriptions")).ShouldBeEmpty();
        (await lab.NewsAsync("subscriptions"))[^1].Status.ShouldBe("ok");
    }

    private Task<HealthLab> StartAsync(TemporaryFolder? folder = null, ManualClock? clock = null) =>
        HealthLab.StartAsync(folder, configure: new ScriptedLook(_ => Task.FromResult(_found)).AddTo, clock: clock);

    private static Task<List<(string Status, string Before, string Message)>> NewsAsync(HealthLab lab) => lab.NewsAsync("scripted_look");

    private static async Task ForgetThatItWasToldAsync(HealthLab lab)
    {
        var book = lab.Engine.Get<HealthBook>();
        var known = await book.ReadAsync(CancellationToken.None);
        await book.SaveAsync(record => record.Keep([.. known.Select(finding => finding with { IsTold = false })]), CancellationToken.None);
    }
}
