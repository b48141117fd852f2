using Bunit;
using Microsoft.AspNetCore.Components;
using Sublarr.Domain.Jobs;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Live;

namespace Sublarr.Tests.Component;

public sealed class PanelTests : UserInterface
{
    [Fact]
    public void Loading_is_shown_until_the_answer_comes()
    {
        var answer = new TaskCompletionSource<string>();

        var panel = Show(() => answer.Task);

        panel.Find("[role=status]").TextContent.ShouldContain("Loading");
        panel.Find("section").GetAttribute("aria-busy").ShouldBe("true");
        answer.SetResult("three rows");
        panel.WaitForAssertion(() => panel.Find("p").TextContent.ShouldBe("three rows"));
        panel.Find("section").GetAttribute("aria-busy").ShouldBe("false");
    }

    [Fact]
    public void An_empty_answer_says_what_to_do()
    {
        var panel = Show(() => Task.FromResult(""));

        panel.Find("section").TextContent.ShouldContain("Create one");
    }

    [Fact]
    public void A_failure_says_so_and_can_be_tried_again()
    {
        var isBroken = true;
        var panel = Show(() => isBroken ? throw new InvalidOperationException("The disk is full.") : Task.FromResult("three rows"));
        panel.Find("[role=alert]").TextContent.ShouldContain("The disk is full.");

        isBroken = false;
        panel.Find("[role=alert] button").Click();

        panel.FindAll("[role=alert]").ShouldBeEmpty();
        panel.Find("p").TextContent.ShouldBe("three rows");
    }

    [Fact]
    public void A_live_change_reads_again_and_a_failure_meanwhile_keeps_what_is_shown()
    {
        var answers = new Queue<Func<string>>([() => "one", () => "two", () => throw new InvalidOperationException("busy")]);
        var panel = Show(() => Task.FromResult(answers.Dequeue()()), when: _ => true);

        Change();
        panel.WaitForAssertion(() => panel.Find("p").TextContent.ShouldBe("two"));

        Change();
        panel.WaitForAssertion(() => panel.Find("[role=alert]").TextContent.ShouldContain("busy"));
        panel.Find(".panel-body p").TextContent.ShouldBe("two");
    }

    [Fact]
    public void A_change_that_comes_while_it_is_read_for_the_first_time_is_not_missed()
    {
        var loads = 0;
        var panel = Show(
            () =>
            {
                if (++loads == 1)
                {
                    Change();
                }

                return Task.FromResult($"{loads}");
            },
            when: _ => true);

        panel.WaitForAssertion(() => panel.Find("p").TextContent.ShouldBe("2"));
    }

    [Fact]
    public void A_live_change_that_does_not_concern_it_is_ignored()
    {
        var loads = 0;
        var panel = Show(() => Task.FromResult($"{++loads}"), when: batch => batch.Jobs.Any(job => job.JobId == 7));

        Change();

        panel.Find("p").TextContent.ShouldBe("1");
    }

    private void Change()
    {
        Feed.Changed([new JobChange(1, JobKinds.Deliver, JobState.Succeeded, null)]);
        Clock.Advance(TimeSpan.FromSeconds(3));
    }

    private IRenderedComponent<Panel<string>> Show(Func<Task<string>> load, Func<LiveBatch, bool>? when = null) =>
        Render<Panel<string>>(parameters => parameters
            .Add(panel => panel.Title, "Rows")
            .Add(panel => panel.Load, _ => load())
            .Add(panel => panel.When, when)
            .Add(panel => panel.IsEmpty, text => text.Length == 0)
            .Add(panel => panel.Empty, "<span>Create one</span>")
            .Add(panel => panel.ChildContent, text => $"<p>{text}</p>"));
}
