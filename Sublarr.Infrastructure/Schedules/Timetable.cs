using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Schedules;

/// <summary>
/// Queues the jobs of schedules when they are due. Nothing is kept in memory: each ring of the alarm looks at what is chosen and at what ran last, so a
/// change holds at once, and what was missed while Sublarr was stopped is due at the start, once.
/// </summary>
internal sealed partial class Timetable(
    IEnumerable<ISchedule> schedules, IEnumerable<IScheduleSource> sources, IScheduleTable table, IDbContextFactory<SublarrDbContext> contexts, JobStore jobs, GroupCommit writer, TimeProvider time, ILogger<Timetable> logger)
    : BackgroundService, ITimetable
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<ISchedule> _schedules = [.. schedules.OrderBy(schedule => schedule.Name, StringComparer.Ordinal)];
    private readonly JobAlarm _alarm = new(time);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public void LookAnew() => _alarm.SetFor(time.GetUtcNow());

    public async Task<IReadOnlyList<ScheduleState>> ListAsync(CancellationToken cancellationToken)
    {
        var all = await AllAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var chosen = await context.Schedules.AsNoTracking().ToDictionaryAsync(settings => settings.Key, StringComparer.Ordinal, cancellationToken);
        var runs = await context.ScheduleRuns.AsNoTracking().ToDictionaryAsync(row => row.Key, StringComparer.Ordinal, cancellationToken);
        var jobIds = runs.Values.Select(run => run.JobId).OfType<long>().ToList();
        var begun = await context.Jobs.AsNoTracking().Where(job => jobIds.Contains(job.Id)).Select(job => new { job.Id, job.CreatedAt, job.StartedAt })
            .ToDictionaryAsync(job => job.Id, job => job.StartedAt ?? job.CreatedAt, cancellationToken);
        var states = new List<ScheduleState>(all.Count);
        foreach (var schedule in all)
        {
            var state = StateOf(schedule, chosen.GetValueOrDefault(schedule.Key), runs.GetValueOrDefault(schedule.Key), begun);
            var keepsTimes = schedule.Follows is not null && !chosen.ContainsKey(schedule.Key);
            states.Add(keepsTimes ? Following(state, states.Find(other => other.Schedule.Key == schedule.Follows)) : state);
        }

        return states;
    }

    public async Task<long?> RunAsync(string key, CancellationToken cancellationToken) =>
        (await AllAsync(cancellationToken)).FirstOrDefault(schedule => schedule.Key == key) is { } wanted
            ? await EnqueueAsync(wanted.Key, wanted.Job with { Priority = JobPriority.High, Trigger = JobTrigger.Manual, BringsForward = true }, cancellationToken)
            : null;

    public override void Dispose()
    {
        base.Dispose();
        _alarm.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await LookAsync(stoppingToken);
        await foreach (var _ in _alarm.RingsAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    private async Task<IReadOnlyList<ISchedule>> AllAsync(CancellationToken cancellationToken)
    {
        var coming = new List<ISchedule>();
        foreach (var source in sources)
        {
            coming.AddRange(await source.ListAsync(cancellationToken));
        }

        return coming.Count == 0
            ? _schedules
            : [.. _schedules.Concat(coming.Where(schedule => schedule.Follows is null)).OrderBy(schedule => schedule.Name, StringComparer.Ordinal)
                .SelectMany(schedule => coming.Where(other => other.Follows == schedule.Key).OrderBy(other => other.Name, StringComparer.Ordinal).Prepend(schedule))];
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SettleAsync(cancellationToken);
            await QueueDueAsync(cancellationToken);
        }
        catch (ObjectDisposedException)
        {
            // Sublarr is stopping; the next start looks again.
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever it was, what is due must not wait for the next restart.
            LogNotQueued(exception, exception.Message);
            _alarm.SetFor(time.GetUtcNow() + AfterFault);
        }
    }

    // Those that came are counted from now on, or a clock that is set back would silence them; of those that went nothing stays.
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var keys = (await AllAsync(cancellationToken)).Select(schedule => schedule.Key).ToHashSet(StringComparer.Ordinal);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var met = (await context.ScheduleRuns.AsNoTracking().Select(row => row.Key).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var unchosen = (await context.Schedules.ToListAsync(cancellationToken)).FindAll(settings => IsGone(settings.Key));
        if (unchosen.Count > 0)
        {
            context.RemoveRange(unchosen);
            await context.SaveChangesAsync(cancellationToken);
        }

        var (came, went) = (keys.Except(met).ToList(), met.Where(IsGone).ToList());
        if (came.Count + went.Count > 0)
        {
            await writer.WriteAsync(WriteUrgency.Background, session => Settle(session, came, went), cancellationToken);
        }

        bool IsGone(string key) => !keys.Contains(key) && sources.Any(source => key.StartsWith(source.Prefix, StringComparison.Ordinal));
    }

    private bool Settle(WriteSession session, List<string> came, List<string> went)
    {
        came.ForEach(key => table.Meet(session, key, time.GetUtcNow()));
        went.ForEach(key => table.Forget(session, key));
        return true;
    }

    private async Task QueueDueAsync(CancellationToken cancellationToken)
    {
        var states = await ListAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (states.Any(state => state.Next > state.Trigger.After(now)))
        {
            // Counted from the future: the clock was set back.
            await writer.WriteAsync(
                WriteUrgency.Background,
                session =>
                {
                    table.CountFromNow(session, now);
                    return true;
                },
                cancellationToken);
            states = await ListAsync(cancellationToken);
        }

        foreach (var due in states.Where(state => state.Next <= now))
        {
            await TryAsync(due.Schedule, cancellationToken);
        }

        if (states.Select(state => state.Next <= now ? state.Trigger.After(now) : state.Next).Min() is { } next)
        {
            _alarm.SetFor(next);
        }
    }

    // One that fails keeps no other from running: it is due still, and is tried again.
    private async Task TryAsync(ISchedule schedule, CancellationToken cancellationToken)
    {
        try
        {
            await RunOrPassAsync(schedule, cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
        {
            LogNotRun(exception, schedule.Name, exception.Message);
            _alarm.SetFor(time.GetUtcNow() + AfterFault);
        }
    }

    private async Task RunOrPassAsync(ISchedule schedule, CancellationToken cancellationToken)
    {
        if (await schedule.HasWorkAsync(cancellationToken))
        {
            await EnqueueAsync(schedule.Key, schedule.Job, cancellationToken);
            return;
        }

        await writer.WriteAsync(
            WriteUrgency.Background,
            session =>
            {
                table.Passed(session, schedule.Key, time.GetUtcNow());
                return true;
            },
            cancellationToken);
    }

    // One transaction: a run that is counted has its job, and a job its run.
    private Task<long> EnqueueAsync(string key, NewJob job, CancellationToken cancellationToken) => writer.WriteAsync(
        job.Trigger == JobTrigger.Manual ? WriteUrgency.Awaited : WriteUrgency.Background,
        session =>
        {
            var id = jobs.Insert(session, job with { Key = job.Key ?? $"schedule:{key}" });
            table.Ran(session, key, id, time.GetUtcNow());
            return id;
        },
        cancellationToken);

    private ScheduleState StateOf(ISchedule schedule, ScheduleSettings? chosen, ScheduleRunRow? run, Dictionary<long, DateTimeOffset> begun)
    {
        var (isEnabled, trigger) = (chosen?.IsEnabled ?? true, chosen?.Trigger ?? schedule.Usual);
        var since = run?.Since is { } ran && !(chosen?.ChangedAt > ran && chosen.ChangedAt <= time.GetUtcNow()) ? ran : chosen?.ChangedAt;
        // What it is counted from moves on when it is due and has nothing to do; its last run does not.
        DateTimeOffset? last = run?.JobId is { } job ? begun.GetValueOrDefault(job, run.Since) : null;
        return new(schedule, isEnabled, trigger, isEnabled && since is { } from ? trigger.After(from) : null, last, run?.JobId);
    }

    // It is the other one that comes due.
    private static ScheduleState Following(ScheduleState state, ScheduleState? leader) =>
        state with { IsEnabled = leader?.IsEnabled ?? false, Trigger = leader?.Trigger ?? state.Trigger, Next = null, Leader = leader };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Schedule} is due and could not be queued ({Problem}); it is tried again in ten seconds")]
    private partial void LogNotRun(Exception exception, string schedule, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is due by schedule could not be queued ({Problem}); it is tried again in ten seconds")]
    private partial void LogNotQueued(Exception exception, string problem);
}
