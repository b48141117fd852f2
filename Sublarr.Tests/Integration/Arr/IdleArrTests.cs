using Sublarr.Domain.Arr;
using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Schedules;
using Sublarr.Infrastructure.Security;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Arr;

/// <summary>Who has no Sonarr and no Radarr is not bothered with asking them.</summary>
public sealed class IdleArrTests
{
    [Fact]
    public async Task Without_an_instance_nothing_is_queued_and_with_one_it_is()
    {
        var clock = new ManualClock();
        await using var engine = await Engine.StartAsync(clock: clock);

        clock.Advance(TimeSpan.FromMinutes(20));
        await Eventually.TrueAsync(
            async () => (await engine.Get<ITimetable>().ListAsync(CancellationToken.None)).All(schedule => schedule.Next > clock.GetUtcNow()), () => "it has not looked");
        (await KindsAsync(engine)).ShouldBeEmpty();
        await AddAsync(engine, clock);

        await Eventually.TrueAsync(
            async () =>
            {
                clock.Advance(TimeSpan.FromMinutes(1));
                return (await KindsAsync(engine)) is var kinds && kinds.Contains(ArrCheckHandler.JobKind) && kinds.Contains(ReconcileHandler.JobKind);
            },
            () => "they are not asked");
    }

    private static async Task AddAsync(Engine engine, ManualClock clock)
    {
        await using var context = await engine.ContextAsync();
        var instance = new ArrInstance(ArrSource.Sonarr, clock.GetUtcNow());
        instance.Edit("Sonarr", "http://127.0.0.1:8989", engine.Get<ISecretProtector>().Protect("0123456789abcdef"), isEnabled: true);
        context.Add(instance);
        await context.SaveChangesAsync();
    }

    private static async Task<List<string>> KindsAsync(Engine engine) =>
        [.. (await engine.JobsAsync()).Select(job => job.Kind).Where(kind => kind.Contains("-arr-", StringComparison.Ordinal))];
}
