using FluentValidation;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Tests.Unit.Settings;

public sealed class PathMappingRuleTests
{
    [Theory]
    [InlineData("/tv", "/media/tv")]
    [InlineData("/", @"\\nas\media")]
    [InlineData(@"D:\", "/tv")]
    [InlineData("D:", "smb://nas/tv")]
    public void A_whole_folder_on_either_side_is_taken(string from, string to) => Problems(new PathMapping(from, to)).ShouldBeEmpty();

    [Theory]
    [InlineData("", "/tv", "under both its names")]
    [InlineData("/tv", " ", "under both its names")]
    [InlineData("tv", "/tv", "\"tv\" is not a whole path")]
    [InlineData("/tv", "media/tv", "\"media/tv\" is not a whole path")]
    [InlineData("/tv/../etc", "/tv", "not a whole path")]
    public void What_is_none_is_named_by_its_row(string from, string to, string said)
    {
        var problem = Problems(new("/films", "/media/films"), new(from, to)).ShouldHaveSingleItem();

        problem.ShouldStartWith("Row 2: ");
        problem.ShouldContain(said);
    }

    [Theory]
    [InlineData("/tv", "/tv/")]
    [InlineData(@"D:\TV", "d:/tv")]
    public void A_folder_has_one_mapping(string one, string again) =>
        Problems(new(one, "/a"), new(again, "/b")).ShouldHaveSingleItem().ShouldBe($"Row 2: \"{again}\" has a mapping already: remove one of them.");

    private static IEnumerable<string> Problems(params PathMapping[] mappings) => new Rules().Validate(new Mapped(mappings)).Errors.Select(error => error.ErrorMessage);

    private sealed record Mapped(IReadOnlyList<PathMapping> Mappings);

    private sealed class Rules : AbstractValidator<Mapped>
    {
        public Rules() => RuleFor(settings => settings.Mappings).ArePathMappings();
    }
}
