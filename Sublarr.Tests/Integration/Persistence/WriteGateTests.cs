using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Persistence;

/// <summary>However a save ends, the gate that all writes pass is left once: a second time lets two writers through, and not at all none.</summary>
public sealed class WriteGateTests
{
    public static TheoryData<string> Saves =>
    [
        "one that succeeds", "one that creates", "one cancelled before it begins", "one cancelled in the line", "one that breaks a rule of the database", "one that has lost a race",
        "one whose audit rule throws", "one that is not awaited for", "one in a transaction of its own", "one in a transaction that is taken back", "one past the tracker", "nothing to save",
    ];

    [Theory]
    [MemberData(nameof(Saves))]
    public async Task Whatever_becomes_of_a_save_the_gate_is_left_once(string save)
    {
        await using var engine = await Engine.StartAsync(services => services.AddSingleton<AuditRule>(new ThrowingRule()));
        await engine.SubscribeAsync("fake", "*");
        var gate = engine.Get<WriteGate>();

        await using (var context = await engine.ContextAsync())
        {
            await SaveAsync(context, gate, save);
        }

        await ShouldLetOneThroughAsync(gate);
        await engine.SubscribeAsync("fake", "*").WaitAsync(TimeSpan.FromSeconds(60));
        await engine.Get<GroupCommit>().WriteAsync(WriteUrgency.Awaited, session => session.Scalar("SELECT 1"), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_save_in_a_transaction_that_is_under_way_does_not_wait_for_a_writer_who_waits_for_it()
    {
        await using var engine = await Engine.StartAsync();
        await using var context = await engine.ContextAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var write = engine.Get<GroupCommit>().WriteAsync(WriteUrgency.Awaited, session => session.Scalar("SELECT 1"), CancellationToken.None);
        await Eventually.TrueAsync(() => !IsOpen(engine.Get<WriteGate>()), "the writer does not come to the gate");

        context.Add(NewSubscription());
        await context.SaveChangesAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await transaction.CommitAsync();

        (await write).ShouldBe(1L);
    }

    [Fact]
    public async Task A_save_that_fails_leaves_no_entry_behind_and_the_next_one_tells_of_itself_once()
    {
        await using var engine = await Engine.StartAsync();
        await using var context = await engine.ContextAsync();
        var subscription = NewSubscription();
        context.Add(subscription);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => context.SaveChangesAsync(cancelled.Token));

        await context.SaveChangesAsync();

        (await context.Audit.AsNoTracking().ToListAsync()).ShouldHaveSingleItem().SubjectId.ShouldBe(subscription.Id);
    }

    private static async Task SaveAsync(SublarrDbContext context, WriteGate gate, string save)
    {
        using var stop = new CancellationTokenSource();
        var subscription = await context.Subscriptions.FirstAsync();
        subscription.Pause(DateTimeOffset.UnixEpoch);
        switch (save)
        {
            case "one that succeeds":
                await context.SaveChangesAsync();
                break;
            case "one that creates":
                context.Add(NewSubscription());
                await context.SaveChangesAsync();
                break;
            case "one cancelled before it begins":
                await stop.CancelAsync();
                await Should.ThrowAsync<OperationCanceledException>(() => context.SaveChangesAsync(stop.Token));
                break;
            case "one cancelled in the line":
                await gate.EnterAsync(CancellationToken.None);
                var waiting = context.SaveChangesAsync(stop.Token);
                await stop.CancelAsync();
                await Should.ThrowAsync<OperationCanceledException>(() => waiting);
                gate.Leave();
                break;
            case "one that breaks a rule of the database":
                context.Entry(subscription).Property(row => row.Name).CurrentValue = null!;
                await Should.ThrowAsync<Exception>(() => context.SaveChangesAsync());
                break;
            case "one that has lost a race":
                await context.Database.ExecuteSqlAsync($"DELETE FROM subscriptions");
                await Should.ThrowAsync<DbUpdateConcurrencyException>(() => context.SaveChangesAsync());
                break;
            case "one whose audit rule throws":
                context.Add(new EgressChoice());
                await Should.ThrowAsync<InvalidOperationException>(() => context.SaveChangesAsync());
                break;
            case "one that is not awaited for":
                Should.Throw<NotSupportedException>(() => context.SaveChanges());
                break;
            case "one in a transaction of its own":
                await using (var transaction = await context.Database.BeginTransactionAsync())
                {
                    context.Add(NewSubscription());
                    await context.SaveChangesAsync();
                    await transaction.CommitAsync();
                }

                break;
            case "one in a transaction that is taken back":
                await using (await context.Database.BeginTransactionAsync())
                {
                    await context.SaveChangesAsync();
                }

                break;
            case "one past the tracker":
                await context.Subscriptions.ExecuteUpdateAsync(row => row.SetProperty(found => found.RetryCount, 3));
                await context.Subscriptions.ExecuteDeleteAsync();
                break;
            default:
                context.ChangeTracker.Clear();
                await context.SaveChangesAsync();
                break;
        }
    }

    private static async Task ShouldLetOneThroughAsync(WriteGate gate)
    {
        await gate.EnterAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        using var second = new CancellationTokenSource();
        var next = gate.EnterAsync(second.Token);

        next.IsCompleted.ShouldBeFalse("two are through at the same time");

        await second.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => next);
        gate.Leave();
    }

    private static bool IsOpen(WriteGate gate)
    {
        using var stop = new CancellationTokenSource();
        var turn = gate.EnterAsync(stop.Token);
        if (turn.IsCompleted)
        {
            gate.Leave();
            return true;
        }

        stop.Cancel();
        return false;
    }

    private static Subscription NewSubscription()
    {
        var subscription = new Subscription("fake", DateTimeOffset.UnixEpoch);
        subscription.Edit("New", ["*"], "{}", 30, 0);
        return subscription;
    }

    /// <summary>A rule with a fault, for a table that has none of its own.</summary>
    private sealed class ThrowingRule : AuditRule
    {
        public override Type Entity => typeof(EgressChoice);

        public override AuditSubject SubjectOf(EntityEntry entry) => throw new InvalidOperationException("A fault in a rule.");
    }
}
