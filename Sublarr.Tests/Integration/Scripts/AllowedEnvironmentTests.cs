using System.Text;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Scripts;

[Collection(ScriptRuns.Name)]
public sealed class AllowedEnvironmentTests : IDisposable
{
    private const string PrintEnvironment = "#!/bin/sh\ntr '\\0' '\\n' < /proc/$$/environ";

    private readonly ScriptBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_script_sees_the_variables_that_are_named_and_no_other()
    {
        Environment.SetEnvironmentVariable("JELLYFIN_URL", "http://jellyfin:8096");
        Environment.SetEnvironmentVariable("JELLYFIN_OTHER", "not for you");

        var variables = await EnvironmentAsync("JELLYFIN_URL", "NOT_SET_ANYWHERE");

        variables.ShouldContain("JELLYFIN_URL=http://jellyfin:8096");
        variables.ShouldNotContain(variable => variable.Contains("not for you") || variable.StartsWith("NOT_SET_ANYWHERE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_servers_own_are_never_handed_on_even_when_stored_by_name()
    {
        Environment.SetEnvironmentVariable("SUBLARR_CANARY", "canary");
        Environment.SetEnvironmentVariable("Kestrel__Certificates__Default__Password", "canary");

        var variables = await EnvironmentAsync("SUBLARR_CANARY", "Kestrel__Certificates__Default__Password", "PATH");

        variables.ShouldNotContain(variable => variable.Contains("canary"));
        variables.ShouldContain($"PATH={ScriptEnvironment.SearchPath}");
    }

    [Fact]
    public async Task All_variables_together_stay_within_64_KiB()
    {
        Environment.SetEnvironmentVariable("LONG_ONE", new string('a', 30_000));
        Environment.SetEnvironmentVariable("LONG_TWO", new string('b', 30_000));
        var data = Enumerable.Range(0, 40).ToDictionary(number => $"field_{number}", _ => new string('x', 4_000));

        var report = await _bench.DeliverAsync(
            _bench.Write("#!/bin/sh\nwc -c < /proc/$$/environ; printf %s \"$LONG_ONE\" | wc -c; printf %s \"$LONG_TWO\" | wc -c"),
            data: data, settings: settings => settings with { EnvironmentNames = ["LONG_ONE", "LONG_TWO"] });

        var sizes = report.Detail.Script!.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray();
        sizes[0].ShouldBeInRange(32 * 1024, ScriptEnvironment.TotalLimit);
        sizes[1..].ShouldBe([30_000, 0]);
    }

    [Theory]
    [InlineData("SUBLARR_API_KEY", "is one of the server's own settings")]
    [InlineData("sublarr_admin_password", "is one of the server's own settings")]
    [InlineData("ASPNETCORE_URLS", "is one of the server's own settings")]
    [InlineData("DOTNET_STARTUP_HOOKS", "is one of the server's own settings")]
    [InlineData("ConnectionStrings__Default", "is one of the server's own settings")]
    [InlineData("LD_PRELOAD", "changes which code programs load")]
    [InlineData("PATH", "is always given to scripts")]
    [InlineData("A=B", "is no name of a variable")]
    [InlineData("1ST", "is no name of a variable")]
    [InlineData("", "is no name of a variable")]
    public void A_name_that_is_not_handed_on_is_refused_when_it_is_saved(string name, string problem) =>
        new ScriptSettingsValidator(_bench.Options).Validate(new ScriptSettings { ScriptPath = "hook.sh", EnvironmentNames = [name] })
            .Errors.ShouldHaveSingleItem().ErrorMessage.ShouldContain(problem);

    private async Task<string[]> EnvironmentAsync(params string[] names)
    {
        var report = await _bench.DeliverAsync(_bench.Write(PrintEnvironment), settings: settings => settings with { EnvironmentNames = names });
        report.Outcome.ShouldBe(JobOutcome.Done);
        return report.Detail.Script!.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
