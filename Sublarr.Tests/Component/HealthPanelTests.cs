using Bunit;
using Sublarr.Domain.Health;
using Sublarr.Web.Health;

namespace Sublarr.Tests.Component;

public sealed class HealthPanelTests : UserInterface
{
    private HealthFindings _health = new(null, []);

    public HealthPanelTests()
    {
        Mediator.On<GetHealth.Query>(_ => _health);
        Mediator.On<CheckHealth.Command>(_ => 7L);
    }

    [Fact]
    public void What_is_wrong_is_said_with_its_remedy_and_leads_to_where_it_is_mended()
    {
        _health = new(Clock.GetUtcNow().AddMinutes(-3),
        [
            new("library-folders", HealthLevel.Error, "The folder /media/tv of the library is not there.", "Is its disk mounted?", Clock.GetUtcNow().AddHours(-2)) { Page = "library/folders" },
            new("ffprobe", HealthLevel.Notice, "There is no program ffprobe.", "Install ffmpeg.", Clock.GetUtcNow().AddDays(-1)),
        ]);

        var panel = Render<HealthPanel>();

        var (first, second) = (panel.FindAll("ul.rows > li")[0], panel.FindAll("ul.rows > li")[1]);
        first.QuerySelector(".badge.tone-bad")!.TextContent.ShouldBe("Error");
        first.QuerySelector("a")!.GetAttribute("href").ShouldBe("library/folders");
        first.TextContent.ShouldContain("Is its disk mounted?");
        first.TextContent.ShouldContain("2 h ago");
        second.QuerySelector("a").ShouldBeNull();
        second.QuerySelector(".badge.tone-plain")!.TextContent.ShouldBe("Notice");
        panel.Markup.ShouldNotContain("All is well");
    }

    [Fact]
    public void Two_that_are_called_the_same_stand_below_each_other()
    {
        FindingView finding = new("deliveries", HealthLevel.Error, "Webhook \"Home\" fails.", "Test it.", Clock.GetUtcNow());
        _health = new(Clock.GetUtcNow(), [finding, finding]);

        Render<HealthPanel>().FindAll("ul.rows > li").Count.ShouldBe(2);
    }

    [Fact]
    public void All_is_well_when_nothing_was_found_and_nothing_is_said_before_anybody_looked()
    {
        Render<HealthPanel>().Markup.ShouldContain("Nobody has looked yet.");

        _health = new(Clock.GetUtcNow().AddMinutes(-3), []);
        var panel = Render<HealthPanel>();

        panel.Find(".well").TextContent.ShouldBe("All is well, looked at 3 min ago");
    }

    [Fact]
    public void Who_looks_now_sees_that_it_is_under_way_and_cannot_ask_twice()
    {
        var panel = Render<HealthPanel>();
        _health = _health with { JobId = 7 };
        panel.Find("button").Click();

        Mediator.Received.OfType<CheckHealth.Command>().ShouldHaveSingleItem();
        panel.Find("button").HasAttribute("disabled").ShouldBeTrue();
        panel.Find("button").TextContent.ShouldContain("Looking …");
        panel.Find("a[href='jobs/7']").ShouldNotBeNull();
    }

    [Fact]
    public void What_could_not_be_read_is_said()
    {
        Mediator.On<GetHealth.Query>(_ => throw new InvalidOperationException("The disk is gone."));

        Render<HealthPanel>().Find("[role=alert]").TextContent.ShouldContain("The disk is gone.");
    }
}
