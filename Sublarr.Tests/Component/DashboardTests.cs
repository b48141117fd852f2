using Bunit;
using Radzen;
using Sublarr.Web.Features.Dashboard;

namespace Sublarr.Tests.Component;

public sealed class DashboardTests : BunitContext
{
    public DashboardTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddRadzenComponents();
    }

    [Fact]
    public void Dashboard_shows_the_minimum_score()
    {
        var dashboard = Render<Dashboard>();

        dashboard.Find("[data-testid=minimum-score]").TextContent.ShouldBe("Downloads start at 50 points.");
    }
}
