namespace Sublarr.Bench.Fixtures;

/// <summary>Several callers that each do one thing after the other.</summary>
internal static class Producers
{
    public static Task RunAsync(int producers, int total, Func<int, Task> produce)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(async () =>
        {
            for (var index = Interlocked.Increment(ref next); index < total; index = Interlocked.Increment(ref next))
            {
                await produce(index);
            }
        })));
    }
}
