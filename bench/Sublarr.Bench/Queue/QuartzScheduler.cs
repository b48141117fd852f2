using Microsoft.Data.Sqlite;
using Quartz;
using Sublarr.Bench.Fixtures;

namespace Sublarr.Bench.Queue;

/// <summary>
/// Quartz with a persistent store on SQLite, set up as its documentation says; write-ahead log and the automatic batch size are on,
/// which is to its advantage. Its commits are as durable as ours: synchronous=FULL is the default of SQLite.
/// </summary>
internal sealed class QuartzScheduler : IAsyncDisposable
{
    private static readonly JobKey Work = new("no-op");

    private readonly WorkFolder _folder;
    private readonly IScheduler _scheduler;
    private int _triggers;

    private QuartzScheduler(WorkFolder folder, IScheduler scheduler) => (_folder, _scheduler) = (folder, scheduler);

    public static async Task<QuartzScheduler> StartAsync(int workers)
    {
        var folder = new WorkFolder();
        var database = $"Data Source={Path.Combine(folder.Path, "quartz.db")}";
        await using (var connection = new SqliteConnection(database))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL";
            await command.ExecuteNonQueryAsync();
        }

        var scheduler = await QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.UseDefaultThreadPool(workers);
            quartz.UsePersistentStore(store =>
            {
                store.UseSqlite(database);
                store.UseSystemTextJsonSerializer();
                store.ProvisionSchema();
            });
        }).BuildScheduler();
        // One job, and a trigger for each piece of work: cheaper for Quartz than a job for each.
        await scheduler.AddJob(JobBuilder.Create<Nothing>().WithIdentity(Work).StoreDurably().Build(), new AddJobOptions { Replace = true });
        await scheduler.Start();
        return new QuartzScheduler(folder, scheduler);
    }

    /// <summary>Runs so many, from the first call to schedule one to the last one gone from the store.</summary>
    public async Task RunAsync(int producers, int jobs)
    {
        var first = Interlocked.Add(ref _triggers, jobs) - jobs;
        await Producers.RunAsync(producers, jobs, async index =>
            await _scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity($"{first + index}").ForJob(Work).StartNow().Build()));
        while (await IsBusyAsync())
        {
            await Task.Delay(5);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _scheduler.Shutdown(waitForJobsToComplete: true);
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private async Task<bool> IsBusyAsync() => (await _scheduler.GetTriggersOfJob(Work)).Count > 0;

    private sealed class Nothing : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
