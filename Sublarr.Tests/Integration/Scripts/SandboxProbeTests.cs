using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Channels.Script.Sandbox;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Scripts;

[Collection(ScriptRuns.Name)]
public sealed class SandboxProbeTests : IDisposable
{
    private readonly ScriptBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_holds_a_script_in_is_found_by_running_one()
    {
        using var probe = new SandboxProbe(_bench.Runner, _bench.Options, TimeProvider.System);

        var report = await probe.ProbeAsync(CancellationToken.None);

        report.Problem.ShouldBeNull();
        var holding = report.Facts.Where(fact => fact.Holds).Select(fact => fact.Name).ToList();
        foreach (var always in (string[])["own_session", "tree_ended", "clean_environment", "no_core_files", "broken_pipes"])
        {
            holding.ShouldContain(always);
        }

        holding.Contains("not_root").ShouldBe(Posix.UserId != 0);
        holding.ShouldNotContain("filesystem");
        report.Facts.Select(fact => fact.Name).ShouldBeUnique();
        report.Facts.ShouldAllBe(fact => fact.Meaning.EndsWith('.'));
        Directory.GetFileSystemEntries(_bench.Options.HooksDirectory).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_probe_that_cannot_be_written_says_so_and_is_made_again_at_the_next_question()
    {
        using var probe = new SandboxProbe(_bench.Runner, _bench.Options, TimeProvider.System);
        Directory.Delete(_bench.Options.HooksDirectory);

        var missing = await probe.ProbeAsync(CancellationToken.None);
        Directory.CreateDirectory(_bench.Options.HooksDirectory);
        var there = await probe.ProbeAsync(CancellationToken.None);

        missing.Problem!.ShouldStartWith("The probe could not be written into the hooks folder");
        missing.Facts.ShouldBeEmpty();
        there.Problem.ShouldBeNull();
    }

    [Fact]
    public void What_does_not_hold_is_not_claimed()
    {
        const string printed =
            """
            === status
            Uid:	0	0	0	0
            SigIgn:	0000000000001000
            CapEff:	000001ffffffffff
            NoNewPrivs:	0
            Seccomp:	0

            === limits
            Max cpu time              unlimited            unlimited            seconds
            Max core file size        unlimited            unlimited            bytes
            Max processes             unlimited            unlimited            processes
            Max address space         unlimited            unlimited            bytes

            === stat
            42 (a) b) S 1 7 7 0 -1
            === cgroup
            0::/elsewhere
            === environ
            PATH=/bin
            SECRET_KEY=1

            """;

        var facts = SandboxFacts.Of("\n" + printed, leftBehind: 1);

        facts.Where(fact => fact.Holds).Select(fact => fact.Name).ShouldBe(["own_cgroup"]);
        facts.Single(fact => fact.Name == "clean_environment").Meaning.ShouldContain("SECRET_KEY");
    }
}
