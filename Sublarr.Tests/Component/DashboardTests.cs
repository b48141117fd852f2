using Bunit;
using Sublarr.Web.Features.Dashboard;

namespace Sublarr.Tests.Component;

public sealed class DashboardTests : UserInterface
{
    [Fact]
    public void Who_is_told_is_counted_and_who_is_missing_can_be_made()
    {
        Mediator.On<GetReceivers.Query>(_ => new GetReceivers.Group[] { new("Hooks", "hooks", 2, 1, 3), new("Notifications", "notifications", 0, 0, 0) });

        var panel = Render<Receivers>();

        panel.Find("a[href=hooks]").TextContent.ShouldContain("1 failing");
        panel.Find("a[href=hooks]").TextContent.ShouldContain("3 stopped");
        panel.Find("a[href=hooks]").TextContent.ShouldContain("2 on");
        panel.Find("a[href='notifications/new']").TextContent.ShouldContain("create the first");
    }

    [Fact]
    public void What_runs_next_is_told_and_that_nothing_does()
    {
        Mediator.On<GetNextRuns.Query>(_ => new GetNextRuns.Run[] { new("clean-up", "Clean-up", Clock.GetUtcNow().AddMinutes(54)) });
        Render<NextRuns>().Find("dl").TextContent.ShouldContain("in 54 min");

        Mediator.On<GetNextRuns.Query>(_ => Array.Empty<GetNextRuns.Run>());
        Render<NextRuns>().Find(".empty").TextContent.ShouldContain("Every schedule is off.");
    }
}
