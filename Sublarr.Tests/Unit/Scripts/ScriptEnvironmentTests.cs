using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Unit.Scripts;

public sealed class ScriptEnvironmentTests : IDisposable
{
    private readonly ScriptBench _bench = new();
    private readonly RunFolder _folder = RunFolder.Create("unit", [], NullLogger.Instance);

    public void Dispose()
    {
        _folder.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public void Scalars_become_variables_and_the_rest_stays_in_the_body()
    {
        var variables = Of(new { media_id = 7, score = 1.5, is_forced = false, languages = new[] { "en" }, nested = new { a = 1 }, nothing = (string?)null });

        Fields(variables).ShouldBe(["SUBLARR_DATA_IS_FORCED=false", "SUBLARR_DATA_MEDIA_ID=7", "SUBLARR_DATA_SCORE=1.5"]);
    }

    [Fact]
    public void A_field_cannot_replace_a_name_of_ours()
    {
        var data = new Dictionary<string, string> { ["path"] = "evil", ["PATH"] = "evil", ["../../LD_PRELOAD"] = "evil", ["a=b"] = "evil" };

        var variables = Of(data);

        variables["PATH"].ShouldBe(ScriptEnvironment.SearchPath);
        Fields(variables).ShouldBe(["SUBLARR_DATA_A_B=evil", "SUBLARR_DATA_PATH=evil", "SUBLARR_DATA_______LD_PRELOAD=evil"]);
    }

    [Fact]
    public void A_long_value_is_cut_between_characters()
    {
        var variables = Of(new { title = string.Concat(Enumerable.Repeat("字", 2000)) });

        variables["SUBLARR_DATA_TITLE"].ShouldBe(string.Concat(Enumerable.Repeat("字", ScriptEnvironment.ValueLimit / 3)));
    }

    [Fact]
    public void All_variables_together_stay_within_64_KiB()
    {
        var variables = Of(Enumerable.Range(0, 100).ToDictionary(number => $"field_{number}", _ => new string('x', 4000)));

        variables.Sum(variable => Encoding.UTF8.GetByteCount($"{variable.Key}={variable.Value}") + 1).ShouldBeInRange(55_000, ScriptEnvironment.TotalLimit);
    }

    private Dictionary<string, string> Of(object data) =>
        ScriptEnvironment.Of(_bench.DeliveryOf("hook.sh", 30, 0, ScriptBench.EnvelopeOf(data), isTest: false), new Dictionary<string, string>(), _folder, "run", "home");

    private static IEnumerable<string> Fields(Dictionary<string, string> variables) => variables
        .Where(variable => variable.Key.StartsWith("SUBLARR_DATA_", StringComparison.Ordinal))
        .Select(variable => $"{variable.Key}={variable.Value}")
        .Order(StringComparer.Ordinal);
}
