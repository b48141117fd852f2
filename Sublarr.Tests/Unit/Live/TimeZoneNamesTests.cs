using Sublarr.Web.Live;

namespace Sublarr.Tests.Unit.Live;

public sealed class TimeZoneNamesTests
{
    private static readonly HashSet<string> Former = new(TimeZoneNames.Links().Select(link => link.Former), StringComparer.OrdinalIgnoreCase);

    public static TheoryData<string> All => [.. Former.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_machine_that_lacks_a_former_name_finds_the_zone_by_the_present_one(string name)
    {
        var found = TimeZoneNames.Find(name, OfNewMachine).ShouldNotBeNull();

        if (OfThisMachine(name) is { } own)
        {
            // What was merged was merged because its clocks have agreed since 1970.
            foreach (var month in Enumerable.Range(0, 12).Select(number => new DateTime(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc).AddMonths(number)))
            {
                found.GetUtcOffset(month).ShouldBe(own.GetUtcOffset(month), $"{name} in {month:MMMM}");
            }
        }
    }

    [Theory]
    [InlineData("Asia/Calcutta", "Asia/Kolkata")]
    [InlineData("Europe/Kiev", "Europe/Kyiv")]
    [InlineData("America/Buenos_Aires", "America/Argentina/Buenos_Aires")]
    [InlineData("US/Pacific", "America/Los_Angeles")]
    [InlineData("asia/katmandu", "Asia/Kathmandu")]
    [InlineData("EST5EDT", "America/New_York")]
    public void Former_names_lead_to_the_present_zone(string name, string present) => TimeZoneNames.Find(name, OfNewMachine)!.Id.ShouldBe(present);

    [Fact]
    public void An_old_machine_finds_a_new_name_by_the_former_one() =>
        TimeZoneNames.Find("Europe/Kyiv", id => id == "Europe/Kiev" ? TimeZoneInfo.Utc : null).ShouldBe(TimeZoneInfo.Utc);

    [Fact]
    public void What_nobody_knows_is_not_found()
    {
        TimeZoneNames.Find("Mars/Olympus_Mons").ShouldBeNull();
        TimeZoneNames.Find("../../etc/passwd").ShouldBeNull();
        TimeZoneNames.Find("").ShouldBeNull();
    }

    [Fact]
    public void No_name_leads_to_a_former_one() =>
        TimeZoneNames.Links().Select(link => link.Present).Where(Former.Contains).ShouldBeEmpty();

    private static TimeZoneInfo? OfNewMachine(string name) => Former.Contains(name) ? null : OfThisMachine(name);

    private static TimeZoneInfo? OfThisMachine(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
