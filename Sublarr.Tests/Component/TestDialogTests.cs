using Bunit;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Tests.Component;

public sealed class TestDialogTests : UserInterface
{
    private readonly RunningOutput _running;

    public TestDialogTests() => Services.AddSingleton<IRunningOutput>(_running = new RunningOutput(TimeProvider.System));

    [Fact]
    public void The_example_is_sent_as_it_is_unless_it_was_edited()
    {
        Answer();
        var dialog = Open();

        dialog.Find(".choice button").Click();
        dialog.Find("textarea").Change("""{ "title": "Mine" }""");
        dialog.Find(".choice button").Click();

        Mediator.Received.OfType<QueueTest.Command>().Select(command => command.Data).ShouldBe([null, """{ "title": "Mine" }"""]);
        dialog.Markup.ShouldContain("It works");
    }

    [Fact]
    public void What_is_wrong_with_the_payload_is_said_and_forgotten_when_it_is_changed()
    {
        Mediator.On<QueueTest.Command>(_ => throw new ValidationException([new ValidationFailure("Data", "\"score\" must be a whole number.")]));
        var dialog = Open();

        dialog.Find("textarea").Change("{}");
        dialog.Find(".choice button").Click();
        dialog.Find("#payload-problems").TextContent.ShouldContain("\"score\" must be a whole number.");
        dialog.Find("textarea").GetAttribute("aria-invalid").ShouldBe("true");
        dialog.Find("textarea").Change("""{ "score": 5 }""");

        dialog.Find("#payload-problems").TextContent.Trim().ShouldBeEmpty();
    }

    [Fact]
    public void Another_event_brings_its_own_example()
    {
        var dialog = Open("subtitle_downloaded", "upgrade_complete");
        var first = dialog.Find("textarea").GetAttribute("value");

        dialog.Find("select").Change("upgrade_complete");

        dialog.Find("textarea").GetAttribute("value").ShouldNotBe(first);
    }

    [Fact]
    public void What_the_script_prints_is_shown_while_it_runs()
    {
        var answer = new TaskCompletionSource<object?>();
        Mediator.On<QueueTest.Command>(_ => 12L);
        Mediator.OnAsync<AwaitTest.Query>(_ => answer.Task);
        var dialog = Open();
        dialog.Find(".choice button").Click();

        var output = new OutputTail();
        using var run = _running.Show(12, output, new OutputTail());
        output.Append("copying 3 files\n"u8);

        dialog.WaitForAssertion(() => dialog.Find("[role=log]").TextContent.ShouldContain("copying 3 files"), TimeSpan.FromSeconds(60));
        answer.SetResult(new AwaitTest.Result(12, JobState.Succeeded, true, null, 3, null));
        dialog.WaitForAssertion(() => dialog.FindAll("[role=log]").ShouldBeEmpty());
    }

    private void Answer()
    {
        Mediator.On<QueueTest.Command>(_ => 12L);
        Mediator.On<AwaitTest.Query>(query => new AwaitTest.Result(query.JobId, JobState.Succeeded, true, null, 3, null));
    }

    private IRenderedComponent<MudDialogProvider> Open(params string[] events)
    {
        var dialogs = Dialogs;
        _ = dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().OpenTestAsync("script", 7, "Copy to NAS", events.Length > 0 ? events : ["subtitle_downloaded"]));
        dialogs.WaitForElement(".choice");
        return dialogs;
    }
}
