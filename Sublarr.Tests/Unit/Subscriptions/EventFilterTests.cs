using Sublarr.Domain.Subscriptions;

namespace Sublarr.Tests.Unit.Subscriptions;

public sealed class EventFilterTests
{
    [Theory]
    [InlineData("*", "subtitle_downloaded", true)]
    [InlineData("subtitle_*", "subtitle_downloaded", true)]
    [InlineData("subtitle_*", "translation_complete", false)]
    [InlineData("subtitle_downloaded", "subtitle_downloaded", true)]
    [InlineData("subtitle_down", "subtitle_downloaded", false)]
    [InlineData("SUBTITLE_DOWNLOADED", "subtitle_downloaded", false)]
    [InlineData("%", "subtitle_downloaded", false)]
    public void Names_and_beginnings_match(string pattern, string name, bool matches) =>
        new EventFilter([pattern]).Matches(name).ShouldBe(matches);

    [Fact]
    public void Nothing_matches_an_empty_filter() => new EventFilter([]).Matches("subtitle_downloaded").ShouldBeFalse();

    [Fact]
    public void Names_are_kept_once() => new EventFilter([" a ", "a", "b"]).Names.ShouldBe(["a", "b"]);
}
