using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

public sealed class GroupCommitTests
{
    private const string Insert = "INSERT INTO events (id, name, version, occurred_at, data, hop) VALUES ($id, 'x', 1, 0, '{}', 0)";

    [Fact]
    public async Task A_write_that_fails_fails_alone()
    {
        await using var engine = await Engine.StartAsync();
        var writer = engine.Get<GroupCommit>();

        var writes = Enumerable.Range(0, 200)
            .Select(number => writer.WriteAsync(WriteUrgency.Awaited, session => session.Execute(Insert, ("$id", number % 50 == 49 ? null : $"e{number}")), CancellationToken.None))
            .ToList();
        var outcomes = await Task.WhenAll(writes.Select(async write =>
        {
            try
            {
                return await write == 1;
            }
            catch (SqliteException)
            {
                return false;
            }
        }));

        outcomes.Count(stored => !stored).ShouldBe(4);
        (await engine.EventsAsync()).Count.ShouldBe(196);
    }

    [Fact]
    public async Task A_write_is_on_disk_when_it_returns()
    {
        await using var engine = await Engine.StartAsync();

        await engine.Get<GroupCommit>().WriteAsync(WriteUrgency.Awaited, session => session.Execute(Insert, ("$id", "e1")), CancellationToken.None);

        using var other = new SqliteConnection(engine.Get<SqliteDatabase>().ConnectionString);
        await other.OpenAsync();
        using var command = other.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM events WHERE id = 'e1'";
        (await command.ExecuteScalarAsync()).ShouldBe(1L);
    }

    [Fact]
    public async Task Every_commit_is_flushed_to_disk()
    {
        await using var engine = await Engine.StartAsync();
        const long full = 2;

        var synchronous = await engine.Get<GroupCommit>().WriteAsync(WriteUrgency.Awaited, session => session.Scalar("PRAGMA synchronous"), CancellationToken.None);
        var journal = await engine.Get<GroupCommit>().WriteAsync(WriteUrgency.Awaited, session => session.Scalar("PRAGMA journal_mode"), CancellationToken.None);

        synchronous.ShouldBe(full);
        journal.ShouldBe("wal");
    }

    [Fact]
    public async Task What_somebody_waits_for_is_in_the_next_transaction_though_a_thousand_other_writes_came_before()
    {
        await using var engine = await Engine.StartAsync();
        var (writer, gate) = (engine.Get<GroupCommit>(), engine.Get<WriteGate>());
        var (made, madeFirst, inItsTransaction) = (0, -1, -1);
        await gate.EnterAsync(CancellationToken.None);

        var others = Enumerable.Range(0, 1000).Select(_ => writer.WriteAsync(WriteUrgency.Background, _ => made++, CancellationToken.None)).ToList();
        var awaited = writer.WriteAsync(
            WriteUrgency.Awaited,
            session =>
            {
                madeFirst = made;
                session.AfterCommit(() => inItsTransaction = made);
                return true;
            },
            CancellationToken.None);
        gate.Leave();
        await awaited;
        await Task.WhenAll(others);

        madeFirst.ShouldBe(0);
        // What the start itself writes may be among them.
        inItsTransaction.ShouldBeInRange(WaitingWrites.BackgroundAtOnce - 2, WaitingWrites.BackgroundAtOnce);
    }

    [Fact]
    public async Task However_many_wait_for_answers_the_other_writes_are_made()
    {
        await using var engine = await Engine.StartAsync();
        var writer = engine.Get<GroupCommit>();
        var (isMade, left) = (false, 100_000);

        // Each hands over the next before it ends: somebody waits all the time.
        int Next(WriteSession session)
        {
            if (!isMade && --left > 0)
            {
                _ = writer.WriteAsync(WriteUrgency.Awaited, Next, CancellationToken.None);
            }

            return 0;
        }

        await writer.WriteAsync(
            WriteUrgency.Awaited,
            session =>
            {
                _ = writer.WriteAsync(WriteUrgency.Background, _ => isMade = true, CancellationToken.None);
                return Next(session);
            },
            CancellationToken.None);
        await Eventually.TrueAsync(() => isMade, "the other write is not made");

        left.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Writes_after_the_stop_are_refused_with_a_sentence()
    {
        var engine = await Engine.StartAsync();
        var writer = engine.Get<GroupCommit>();
        await engine.DisposeAsync();

        var problem = await Should.ThrowAsync<ObjectDisposedException>(() => writer.WriteAsync(WriteUrgency.Awaited, _ => 1, CancellationToken.None));

        problem.Message.ShouldContain("stopping");
    }

    [Fact]
    public async Task What_is_due_after_a_commit_runs_with_the_gate_open_and_its_faults_are_nobody_elses()
    {
        await using var engine = await Engine.StartAsync();
        var (runs, later, wasOpen) = (0, 0, false);

        var stored = await engine.Get<GroupCommit>().WriteAsync(
            WriteUrgency.Awaited,
            session =>
            {
                runs++;
                session.AfterCommit(() => wasOpen = IsOpen(engine.Get<WriteGate>()));
                session.AfterCommit(() => throw new InvalidOperationException("A fault of somebody who was told."));
                session.AfterCommit(() => later++);
                return session.Execute(Insert, ("$id", "e1"));
            },
            CancellationToken.None);

        (stored, runs, later, wasOpen).ShouldBe((1, 1, 1, true));
        (await engine.EventsAsync()).ShouldHaveSingleItem().Id.ShouldBe("e1");
    }

    [Fact]
    public async Task A_watcher_that_throws_keeps_no_job_from_running_and_no_other_watcher_from_hearing()
    {
        var handler = ScriptedHandler.Returning(JobOutcome.Done);
        var heard = new HearingWatcher();
        await using var engine = await Engine.StartAsync(services =>
        {
            handler.AddTo(services);
            services.AddSingleton<IJobWatcher>(new ThrowingWatcher());
            services.AddSingleton<IJobWatcher>(heard);
        });

        var ids = await engine.Queue.EnqueueAsync([ScriptedHandler.Job(), ScriptedHandler.Job()], CancellationToken.None);
        await engine.UntilIdleAsync();

        (await engine.JobsAsync()).Select(job => (job.Id, job.State, job.Runs)).ShouldBe(ids.Select(id => (id, JobState.Succeeded, 1)));
        heard.Ended.Order().ShouldBe(ids);
    }

    private static bool IsOpen(WriteGate gate)
    {
        var turn = gate.EnterAsync(CancellationToken.None);
        if (turn.IsCompleted)
        {
            gate.Leave();
        }

        return turn.IsCompleted;
    }

    private sealed class ThrowingWatcher : IJobWatcher
    {
        public void Changed(IReadOnlyList<JobChange> changes) => throw new InvalidOperationException("A watcher with a fault.");
    }

    private sealed class HearingWatcher : IJobWatcher
    {
        public System.Collections.Concurrent.ConcurrentQueue<long> Ended { get; } = new();

        public void Changed(IReadOnlyList<JobChange> changes)
        {
            foreach (var change in changes.Where(change => change.State.IsTerminal()))
            {
                Ended.Enqueue(change.JobId);
            }
        }
    }
}
