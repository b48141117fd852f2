using System.Globalization;
using JasperFx.CodeGeneration;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Sublarr.Bench.Fixtures;
using Weasel.Sqlite;
using Wolverine;
using Wolverine.Runtime;
using Wolverine.Runtime.Handlers;
using Wolverine.Sqlite;

namespace Sublarr.Bench.Queue;

/// <summary>
/// Wolverine with a durable local queue and its inbox on SQLite, set up as its documentation says for an application that runs alone. To its advantage:
/// nothing is logged, its handler is written by hand, so that no code is generated or compiled while it runs, and a message is done when its handler
/// has run, before that is stored. Messages that wait are in the inbox and in memory, none is claimed, and no history of attempts is kept.
/// </summary>
internal sealed class WolverineQueue : IAsyncDisposable
{
    private const string Work = "work";

    private readonly WorkFolder _folder;
    private readonly IHost _host;
    private readonly Counter _counter;

    private WolverineQueue(WorkFolder folder, IHost host, Counter counter) => (_folder, _host, _counter) = (folder, host, counter);

    /// <summary>Starts it in a folder of its own.</summary>
    /// <param name="workers">How many handlers run at a time.</param>
    /// <param name="synchronous">FULL is as durable as ours. NORMAL is what it takes unless told otherwise: nothing is flushed before the call returns.</param>
    /// <exception cref="InvalidOperationException">Its connections are not as durable as they were told to be.</exception>
    public static async Task<WolverineQueue> StartAsync(int workers, SynchronousMode synchronous)
    {
        var folder = new WorkFolder();
        var counter = new Counter();
        var source = new SqliteDataSource($"Data Source={Path.Combine(folder.Path, "wolverine.db")}", new SqlitePragmaSettings { Synchronous = synchronous });
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.UseWolverine(wolverine =>
        {
            wolverine.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
            wolverine.Discovery.DisableConventionalDiscovery();
            wolverine.Durability.Mode = DurabilityMode.Solo;
            wolverine.PersistMessagesWithSqlite(source);
            wolverine.PublishMessage<Nothing>().ToLocalQueue(Work);
            wolverine.LocalQueue(Work).UseDurableInbox().MaximumParallelMessages(workers);
            wolverine.AddMessageHandler(counter);
        });
        var host = builder.Build();
        await host.StartAsync();
        await ThrowUnlessAsync(synchronous, source);
        return new WolverineQueue(folder, host, counter);
    }

    /// <summary>Runs so many, from the first call to publish one to the end of the last one's handler.</summary>
    public async Task RunAsync(int producers, int messages)
    {
        var all = _counter.ExpectAsync(messages);
        await Producers.RunAsync(producers, messages, async index => await _host.MessageBus().PublishAsync(new Nothing(index)));
        await all;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    // Asked on a connection of the source that Wolverine stores with: it sets this each time it opens one.
    private static async Task ThrowUnlessAsync(SynchronousMode synchronous, SqliteDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous";
        var seen = Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
        if (seen != (int)synchronous)
        {
            throw new InvalidOperationException($"Wolverine stores with synchronous={seen} instead of {synchronous}: the figures would compare different promises.");
        }
    }

    internal sealed record Nothing(int Number);

    private sealed class Counter : MessageHandler<Nothing>
    {
        private TaskCompletionSource _reached = new();
        private int _missing;

        public Task ExpectAsync(int count)
        {
            _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _missing = count;
            return _reached.Task.WaitAsync(TimeSpan.FromMinutes(2));
        }

        protected override Task HandleAsync(Nothing message, MessageContext context, CancellationToken cancellation)
        {
            if (Interlocked.Decrement(ref _missing) == 0)
            {
                _reached.SetResult();
            }

            return Task.CompletedTask;
        }
    }
}
