using System.Text;
using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Scripts;

[Collection(ScriptRuns.Name)]
public sealed class PayloadTests : IDisposable
{
    private const string CopyInput = "#!/bin/sh\ncat > \"$(dirname \"$0\")/stdin\"\ncp \"$SUBLARR_EVENT_FILE\" \"$(dirname \"$0\")/file\"\n";

    private readonly ScriptBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_payload_of_1_MiB_arrives_byte_for_byte_and_a_line_end()
    {
        var data = new { title = "Dune", log = string.Concat(Enumerable.Repeat("字幕 – \"quoted\" 🎬\n", 40_000)) };
        byte[] expected = [.. EventBody.Write(ScriptBench.EnvelopeOf(data), "Sublarr", isTest: false), (byte)'\n'];

        var report = await _bench.DeliverAsync(_bench.Write(CopyInput), data: data);

        report.Outcome.ShouldBe(JobOutcome.Done);
        expected.Length.ShouldBeGreaterThan(1024 * 1024);
        (await File.ReadAllBytesAsync(_bench.Hook("stdin"))).SequenceEqual(expected).ShouldBeTrue();
        (await File.ReadAllBytesAsync(_bench.Hook("file"))).SequenceEqual(expected).ShouldBeTrue();
    }

    [Fact]
    public async Task A_script_need_not_read_its_input()
    {
        var report = await _bench.DeliverAsync(_bench.Write("#!/bin/sh\nexit 0"), data: new { log = new string('x', 1024 * 1024) });

        report.Outcome.ShouldBe(JobOutcome.Done);
    }

    [Fact]
    public async Task The_environment_holds_documented_names_and_nothing_of_the_servers()
    {
        Environment.SetEnvironmentVariable("SUBLARR_CANARY", "canary");
        var script = _bench.Write("#!/bin/sh\ntr '\\0' '\\n' < /proc/$$/environ");

        var report = await _bench.DeliverAsync(script, data: new { title = "Dune", score = 92, forced = true, languages = new[] { "en" }, note = (string?)null });

        var variables = report.Detail.Script!.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        variables.Select(variable => variable.Split('=')[0]).Order(StringComparer.Ordinal).ShouldBe(
        [
            "HOME", "LANG", "PATH", "SUBLARR_ATTEMPT", "SUBLARR_DATA_FORCED", "SUBLARR_DATA_SCORE", "SUBLARR_DATA_TITLE", "SUBLARR_EVENT",
            "SUBLARR_EVENT_FILE", "SUBLARR_EVENT_ID", "SUBLARR_EVENT_TYPE", "SUBLARR_HOME_ID", "SUBLARR_RUN_ID", "SUBLARR_TEST", "TZ",
        ]);
        variables.ShouldContain("SUBLARR_EVENT=subtitle_downloaded");
        variables.ShouldContain("SUBLARR_DATA_SCORE=92");
        variables.ShouldContain("SUBLARR_DATA_FORCED=true");
        variables.ShouldNotContain(variable => variable.Contains("canary"));
    }

    [Theory]
    [InlineData("$(touch \"$(dirname \"$0\")/pwned\")")]
    [InlineData("`touch pwned`; touch /tmp/pwned & | > pwned")]
    [InlineData("it's \"quoted\" \\ and $HOME")]
    [InlineData("two\r\nlines\nSUBLARR_TEST=true")]
    [InlineData("cut\0here")]
    [InlineData("-rf --help")]
    [InlineData("🎬 攻殻機動隊 – Ärger")]
    public async Task A_hostile_title_arrives_as_text(string title)
    {
        var script = _bench.Write("#!/bin/sh\nprintf '%s' \"$SUBLARR_DATA_TITLE\" > \"$(dirname \"$0\")/title\"\ncat");

        var report = await _bench.DeliverAsync(script, data: new { title });

        var literal = title.Replace("\0", "").Replace("\r", "").Replace("\n", "");
        (await File.ReadAllTextAsync(_bench.Hook("title"), Encoding.UTF8)).ShouldBe(literal);
        JsonDocument.Parse(report.Detail.Script!.Output).RootElement.GetProperty("data").GetProperty("title").GetString().ShouldBe(title);
        Directory.GetFiles(_bench.Options.HooksDirectory).Select(Path.GetFileName).Order().ShouldBe(["hook.sh", "title"]);
    }

    [Theory]
    [InlineData("my hook.sh")]
    [InlineData("-x.sh")]
    [InlineData("$(touch pwned).sh")]
    public async Task A_scripts_name_is_never_read_by_a_shell(string name)
    {
        var report = await _bench.DeliverAsync(_bench.Write("#!/bin/sh\necho ran", name));

        report.Detail.Script!.Output.ShouldBe("ran\n");
    }
}
