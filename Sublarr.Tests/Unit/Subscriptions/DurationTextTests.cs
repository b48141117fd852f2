using Sublarr.Web.Subscriptions;

namespace Sublarr.Tests.Unit.Subscriptions;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("90", 90)]
    [InlineData("5 s", 5)]
    [InlineData("5 min", 300)]
    [InlineData("5m", 300)]
    [InlineData("1 h 30 min", 5_400)]
    [InlineData("1h30m", 5_400)]
    [InlineData("1.5 h", 5_400)]
    [InlineData(" 2 Days ", 172_800)]
    [InlineData("0", 0)]
    public void A_time_is_read_as_people_type_it(string text, int seconds) => DurationText.Read(text).ShouldBe(seconds);

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5 s")]
    [InlineData("5 5")]
    [InlineData("5 weeks")]
    [InlineData("1,5 h")]
    [InlineData("999999999999 d")]
    public void Anything_else_is_no_time(string text) => DurationText.Read(text).ShouldBeNull();

    [Theory]
    [InlineData("5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h")]
    [InlineData("90 s, 90 min, 1 d, 36 h")]
    public void A_list_is_written_as_it_was_read(string text) => DurationText.WriteList(DurationText.ReadList(text)!).ShouldBe(text);

    [Fact]
    public void A_list_with_one_wrong_entry_is_none_and_an_empty_text_is_an_empty_list()
    {
        DurationText.ReadList("5 s, soon").ShouldBeNull();
        DurationText.ReadList(" ").ShouldBe([]);
    }
}
