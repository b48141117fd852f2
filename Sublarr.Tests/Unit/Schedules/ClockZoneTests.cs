using Sublarr.Domain.Schedules;

namespace Sublarr.Tests.Unit.Schedules;

public sealed class ClockZoneTests
{
    private static readonly TimeZoneInfo Own = TimeZoneInfo.CreateCustomTimeZone("Local", TimeSpan.FromHours(2), "Local", "Local");

    [Fact]
    public void The_zone_of_the_machine_is_found_by_a_name_that_no_database_has() => ClockZone.Find("Local", Own).ShouldBeSameAs(Own);

    [Fact]
    public void Others_are_found_by_their_names() => ClockZone.Find("Europe/Berlin", Own)!.Id.ShouldBe("Europe/Berlin");

    [Theory]
    [InlineData("Atlantis")]
    [InlineData("")]
    public void What_this_machine_does_not_know_is_none(string id) => ClockZone.Find(id, Own).ShouldBeNull();
}
