using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.Scripts;
using Sublarr.Web.Features.Hooks.Templates;

namespace Sublarr.Tests.Integration.Hooks;

[Collection(ScriptRuns.Name)]
public sealed class ScriptTemplateTests : IDisposable
{
    private readonly ScriptBench _bench = new();

    public void Dispose() => _bench.Dispose();

    public static TheoryData<Type> Templates => new(Implementations);

    private static IEnumerable<Type> Implementations =>
        typeof(IScriptTemplate).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IScriptTemplate)));

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_template_can_run_as_it_is(Type type)
    {
        var template = (IScriptTemplate)Activator.CreateInstance(type)!;
        _bench.Write(template.Text, template.FileName);

        new ScriptCheck(_bench.Options).Examine(template.FileName).Problem.ShouldBeNull();
        template.Text.ShouldEndWith("\n");
        template.Text.ShouldNotContain('\r');
    }

    [Fact]
    public async Task Every_template_is_found_by_scan()
    {
        await using var app = new SublarrApp();

        app.Services.GetServices<IScriptTemplate>().Select(template => template.GetType()).ShouldBe(Implementations, ignoreOrder: true);
    }

    [Fact]
    public async Task Log_to_a_file_adds_a_line_for_each_event()
    {
        var script = _bench.Write(new LogToFile().Text);

        await _bench.DeliverAsync(script, data: new { title = "Dune\n\"Two\" $(id)" });
        var report = await _bench.DeliverAsync(script);

        report.Outcome.ShouldBe(JobOutcome.Done);
        var lines = await File.ReadAllLinesAsync(_bench.Outside("logs/hook-events.log"));
        lines.Length.ShouldBe(2);
        lines[0].ShouldContain(" subtitle_downloaded {\"id\":");
        lines[0].ShouldContain("$(id)");
    }

    [Fact]
    public async Task Call_a_URL_sends_the_event_and_fails_when_it_is_refused()
    {
        await using var receiver = WebhookReceiver.Start();
        Environment.SetEnvironmentVariable("HOOK_URL", receiver.Url);
        var script = _bench.Write(new CallUrl().Text);
        byte[] expected = [.. EventBody.Write(ScriptBench.EnvelopeOf(new { title = "Dune" }), "Sublarr", isTest: false), (byte)'\n'];

        var sent = await _bench.DeliverAsync(script, settings: Allow("HOOK_URL"));
        Environment.SetEnvironmentVariable("HOOK_URL", "http://127.0.0.1:1/nobody");
        var refused = await _bench.DeliverAsync(script, settings: Allow("HOOK_URL"));

        sent.Outcome.ShouldBe(JobOutcome.Done);
        receiver.Requests.ShouldHaveSingleItem().Body.ShouldBe(expected);
        refused.Outcome.ShouldBeOfType<JobOutcome.RetryLater>().Reason.ShouldContain("127.0.0.1");
    }

    [Fact]
    public async Task Copy_to_a_second_folder_copies_what_is_new_with_its_folders()
    {
        var (from, to) = (_bench.Outside("media"), _bench.Outside("copy"));
        Directory.CreateDirectory(Path.Combine(from, "Dune (2021)"));
        await File.WriteAllTextAsync(Path.Combine(from, "Dune (2021)", "Dune's \"best\".en.srt"), "1");
        await File.WriteAllTextAsync(Path.Combine(from, "Dune (2021)", "Dune.mkv"), "film");
        Environment.SetEnvironmentVariable("HOOK_COPY_FROM", from);
        Environment.SetEnvironmentVariable("HOOK_COPY_TO", to);
        var script = _bench.Write(new CopyToFolder().Text);

        var missing = await _bench.DeliverAsync(script, settings: Allow("HOOK_COPY_FROM", "HOOK_COPY_TO"));
        Directory.CreateDirectory(to);
        var copied = await _bench.DeliverAsync(script, settings: Allow("HOOK_COPY_FROM", "HOOK_COPY_TO"));
        var again = await _bench.DeliverAsync(script, settings: Allow("HOOK_COPY_FROM", "HOOK_COPY_TO"));

        missing.Outcome.ShouldBeOfType<JobOutcome.RetryLater>().Reason.ShouldContain("There is no folder");
        copied.Outcome.ShouldBe(JobOutcome.Done);
        Directory.GetFiles(to, "*", SearchOption.AllDirectories).ShouldBe([Path.Combine(to, "Dune (2021)", "Dune's \"best\".en.srt")]);
        again.Detail.Script!.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_notification_says_what_is_missing_where_there_is_no_desktop()
    {
        var report = await _bench.DeliverAsync(_bench.Write(new NotifySend().Text));

        // Where notify-send is installed it fails for want of a desktop, in its own words.
        report.Outcome.ShouldBeOfType<JobOutcome.RetryLater>().Reason.ShouldContain("exit code 1");
    }

    private static Func<ScriptSettings, ScriptSettings> Allow(params string[] names) => settings => settings with { EnvironmentNames = names };
}
