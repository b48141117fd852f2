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
internal sealed class Timetable : ITimetable, IHostedService, IDisposable
{
    private readonly IReadOnlyList<ISchedule> _schedules;
    private readonly IDbContextFactory<SublarrDbContext> _contexts;
    private readonly JobStore _jobs;
    private readonly GroupCommit _writer;
    private readonly TimeProvider _time;
    private readonly JobAlarm _alarm;
    private bool _isStarted;

    public Timetable(
        IEnumerable<ISchedule> schedules, IDbContextFactory<SublarrDbContext> contexts, JobStore jobs, GroupCommit writer, TimeProvider time, ILogger<Timetable> logger)
    {
        (_schedules, _contexts, _jobs, _writer, _time) = ([.. schedules.OrderBy(schedule => schedule.Name, StringComparer.Ordinal)], contexts, jobs, writer, time);
        _alarm = new JobAlarm(time, RingAsync, logger);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _writer.WriteAsync(session => _schedules.Sum(schedule => session.Execute(ScheduleSql.Meet, ("$key", schedule.Key), ("$now", Now))), cancellationToken);
        Volatile.Write(ref _isStarted, true);
        await RingAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _isStarted, false);
        return Task.CompletedTask;
    }

    /// <summary>Somebody may have changed when things run. Returns at once.</summary>
    public void LookAnew()
    {
        if (Volatile.Read(ref _isStarted))
        {
            _alarm.SetFor(_time.GetUtcNow());
        }
    }

    public async Task<IReadOnlyList<ScheduleState>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var chosen = await context.Schedules.AsNoTracking().ToDictionaryAsync(settings => settings.Key, StringComparer.Ordinal, cancellationToken);
        var runs = await context.ScheduleRuns.AsNoTracking().ToDictionaryAsync(row => row.Key, StringComparer.Ordinal, cancellationToken);
        return [.. _schedules.Select(schedule => StateOf(schedule, chosen.GetValueOrDefault(schedule.Key), runs.GetValueOrDefault(schedule.Key)))];
    }

    public async Task<long?> RunAsync(string key, CancellationToken cancellationToken) =>
        _schedules.FirstOrDefault(schedule => schedule.Key == key) is { } wanted
            ? await EnqueueAsync(wanted.Key, wanted.Job with { Priority = JobPriority.High, Trigger = JobTrigger.Manual }, cancellationToken)
            : null;

    public void Dispose() => _alarm.Dispose();

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task RingAsync()
    {
        if (!Volatile.Read(ref _isStarted))
        {
            return;
        }

        var states = await ListAsync(CancellationToken.None);
        var now = _time.GetUtcNow();
        if (states.Any(state => state.Next > state.Trigger.After(now)))
        {
            // Counted from the future: the clock was set back.
            await _writer.WriteAsync(session => session.Execute(ScheduleSql.CountFromNow, ("$now", Now)), CancellationToken.None);
            states = await ListAsync(CancellationToken.None);
        }

        foreach (var due in states.Where(state => state.Next <= now))
        {
            await EnqueueAsync(due.Schedule.Key, due.Schedule.Job, CancellationToken.None);
        }

        if (states.Select(state => state.Next <= now ? state.Trigger.After(now) : state.Next).Min() is { } next)
        {
            _alarm.SetFor(next);
        }
    }

    // One transaction: a run that is counted has its job, and a job its run.
    private Task<long> EnqueueAsync(string key, NewJob job, CancellationToken cancellationToken) => _writer.WriteAsync(
        session =>
        {
            var id = _jobs.Insert(session, job with { Key = $"schedule:{key}" });
            session.Execute(ScheduleSql.Ran, ("$key", key), ("$now", Now), ("$job", id));
            return id;
        },
        cancellationToken);

    private ScheduleState StateOf(ISchedule schedule, ScheduleSettings? chosen, ScheduleRunRow? run)
    {
        var (isEnabled, trigger) = (chosen?.IsEnabled ?? true, chosen?.Trigger ?? schedule.Usual);
        var since = run?.Since is { } ran && !(chosen?.ChangedAt > ran && chosen.ChangedAt <= _time.GetUtcNow()) ? ran : chosen?.ChangedAt;
        return new(schedule, isEnabled, trigger, isEnabled && since is { } from ? trigger.After(from) : null, run?.JobId is null ? null : run.Since, run?.JobId);
    }
}
