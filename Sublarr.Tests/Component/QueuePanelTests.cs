using Bunit;
using Sublarr.Web.Features.Jobs;

namespace Sublarr.Tests.Component;

/// <summary>The pause of the queue and of its lanes, as each open browser sees it.</summary>
public sealed class QueuePanelTests : UserInterface
{
    [Fact]
    public void A_pause_made_in_another_browser_is_shown()
    {
        var isPaused = false;
        Mediator.On<GetLanes.Query>(_ => new GetLanes.Lanes(isPaused, [], 0));
        var panel = Render<QueuePausePanel>();
        panel.WaitForAssertion(() => panel.Markup.ShouldContain("Pause the queue"));

        isPaused = true;
        Feed.QueueChanged();
        Clock.Advance(TimeSpan.FromSeconds(3));

        panel.WaitForAssertion(() => panel.Find("[role=status]").TextContent.ShouldContain("The queue is paused"));
    }

    [Fact]
    public void A_lane_that_stands_with_the_whole_queue_has_no_button_that_would_do_nothing()
    {
        Mediator.On<GetLanes.Query>(_ => new GetLanes.Lanes(true, [Row("scan-movie", isPaused: true), Row("change-jobs", isPaused: false)], 0));
        var panel = Render<LanePanel>();

        panel.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);

        panel.WaitForAssertion(() => panel.FindAll("tbody tr").Count.ShouldBe(2));
        panel.FindAll("tbody tr")[0].TextContent.ShouldContain("Paused with the queue");
        panel.FindAll("tbody button").Select(button => button.GetAttribute("aria-label")).ShouldBe(["Pause change-jobs"]);
    }

    private static GetLanes.Row Row(string name, bool isPaused) => new(new(name, isPaused) { AtOnce = 1 }, name, null, null);
}
