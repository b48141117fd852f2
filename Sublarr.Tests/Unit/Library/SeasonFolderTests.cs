using Sublarr.Domain.Releases;

namespace Sublarr.Tests.Unit.Library;

/// <summary>Which folders hold a season.</summary>
public sealed class SeasonFolderTests
{
    [Theory]
    [InlineData("Season 02", 2)]
    [InlineData("season.2", 2)]
    [InlineData("Staffel 10", 10)]
    [InlineData("Säsong 3", 3)]
    [InlineData("S04", 4)]
    [InlineData("Season 2019", 2019)]
    [InlineData("Specials", 0)]
    [InlineData("special", 0)]
    [InlineData("Season", null)]
    [InlineData("Seasons 1-3", null)]
    [InlineData("The Season 2", null)]
    [InlineData("Season 20199", null)]
    public void The_name_tells_the_season(string name, int? season) => SeasonFolder.NumberOf(name).ShouldBe(season);
}
