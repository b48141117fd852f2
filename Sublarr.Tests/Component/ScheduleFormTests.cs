using Bunit;
using Sublarr.Web.Features.Schedules;

namespace Sublarr.Tests.Component;

/// <summary>Choosing when a schedule runs.</summary>
public sealed class ScheduleFormTests : UserInterface
{
    [Fact]
    public void Only_what_was_changed_is_sent()
    {
        Mediator.On<ChangeSchedule.Command>(_ => true);
        var form = Form();

        form.Find("input[type=number]").Change("7200");
        form.Find("form").Submit();

        Mediator.Received.OfType<ChangeSchedule.Command>().ShouldHaveSingleItem().ShouldBe(new ChangeSchedule.Command("clean-up") { EverySeconds = 7200 });
    }

    [Fact]
    public void Half_a_number_is_refused_and_sends_nothing()
    {
        var form = Form();

        form.Find("input[type=number]").Change("1.5");
        form.Find("form").Submit();

        form.Find("#field-EverySeconds-error").TextContent.ShouldContain("Enter a whole number.");
        Mediator.Received.OfType<ChangeSchedule.Command>().ShouldBeEmpty();
    }

    [Fact]
    public void A_schedule_without_any_time_is_refused_with_what_to_enter()
    {
        var form = Form();

        form.Find("input[type=number]").Change("");
        form.Find("form").Submit();

        form.Find("#field-Cron-error").TextContent.ShouldContain("Enter when it runs");
        Mediator.Received.OfType<ChangeSchedule.Command>().ShouldBeEmpty();
    }

    private IRenderedComponent<ScheduleForm> Form() => Render<ScheduleForm>(parameters => parameters.Add(form => form.Schedule, View()));

    private static ScheduleView View() => new("clean-up", "Clean-up", "Removes what is old.") { Enabled = true, EverySeconds = 3600 };
}
