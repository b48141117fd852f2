using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Scripts;

[Collection(ScriptRuns.Name)]
public sealed class RunningOutputTests : IDisposable
{
    private const long Job = 1;

    private readonly ScriptBench _bench = new();
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(60));

    public void Dispose()
    {
        _stop.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public async Task What_a_script_prints_is_seen_while_it_runs_by_who_looked_before_and_after_it_began()
    {
        var script = _bench.Write("#!/bin/sh\necho one\necho oops >&2\nwhile [ ! -e \"$(dirname \"$0\")/go\" ]; do sleep 0.02; done\necho two");
        var early = UntilAsync(printed => printed is { Output: "one\n", Error: "oops\n" });
        var run = _bench.DeliverAsync(script);
        var seen = await early;

        var late = await UntilAsync(printed => printed.OutputBytes > 0);
        run.IsCompleted.ShouldBeFalse();
        await File.WriteAllTextAsync(_bench.Hook("go"), "");

        seen.ShouldBe(new PrintedSoFar("one\n", "oops\n", 4, 5));
        late.Output.ShouldBe("one\n");
        (await run).Detail.Script!.Output.ShouldBe("one\ntwo\n");
    }

    [Fact]
    public async Task A_flood_reaches_onlookers_in_few_and_short_pieces_and_does_not_wait_for_them()
    {
        var updates = new List<PrintedSoFar>();
        var watching = Task.Run(async () =>
        {
            await foreach (var printed in _bench.Running.WatchAsync(Job, TimeSpan.FromMilliseconds(50), _stop.Token))
            {
                updates.Add(printed);
            }
        });

        var report = await _bench.RunAsync("#!/bin/sh\nyes 0123456789 | head -c 40M");
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(watching);

        report.Detail.Script!.OutputBytes.ShouldBe(40L * 1024 * 1024);
        updates.Count.ShouldBeInRange(1, 1 + (20_000 / 50));
        updates.ShouldAllBe(printed => printed.Output.Length <= RunningOutput.Shown + 1);
    }

    [Fact]
    public async Task Another_delivery_is_not_seen()
    {
        var other = _bench.Running.WatchAsync(Job + 1, TimeSpan.Zero, _stop.Token).GetAsyncEnumerator();
        var next = other.MoveNextAsync();

        await _bench.RunAsync("#!/bin/sh\necho one");

        next.IsCompleted.ShouldBeFalse();
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await next);
    }

    private async Task<PrintedSoFar> UntilAsync(Func<PrintedSoFar, bool> isThere)
    {
        await foreach (var printed in _bench.Running.WatchAsync(Job, TimeSpan.FromMilliseconds(10), _stop.Token))
        {
            if (isThere(printed))
            {
                return printed;
            }
        }

        throw new InvalidOperationException("The run can be looked at no more.");
    }
}
