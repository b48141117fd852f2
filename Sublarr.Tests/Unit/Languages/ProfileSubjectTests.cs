using Sublarr.Domain.Languages;

namespace Sublarr.Tests.Unit.Languages;

public sealed class ProfileSubjectTests
{
    [Theory]
    [InlineData("/tv/Harbour Line", 1)]
    [InlineData("/media/anime/Foo", 2)]
    [InlineData("/media/anime/old/Foo", 3)]
    [InlineData("/media/anime", 2)]
    [InlineData("/media/anime2/Foo", 1)]
    [InlineData("Anime", 4)]
    [InlineData(null, 1)]
    public void The_innermost_folder_that_a_title_lies_in_decides(string? library, long expected)
    {
        ProfileAssignment[] assignments =
        [
            new(ProfileScope.Default, "", 1), new(ProfileScope.Library, "/media/anime/", 2), new(ProfileScope.Library, "/media/anime/old", 3), new(ProfileScope.Library, "anime", 4),
        ];

        new ProfileSubject { Library = library }.Choose(assignments).ProfileId.ShouldBe(expected);
    }

    [Fact]
    public void What_its_own_title_and_its_tags_say_goes_before_its_folder()
    {
        ProfileAssignment[] assignments =
        [
            new(ProfileScope.Default, "", 1), new(ProfileScope.Library, "/tv", 2), new(ProfileScope.Tag, "kids", 3), new(ProfileScope.Title, "7", 4),
        ];

        new ProfileSubject { Title = "8", Library = "/tv/Foo", Tags = ["Kids"] }.Choose(assignments).ProfileId.ShouldBe(3);
        new ProfileSubject { Title = "7", Library = "/tv/Foo", Tags = ["Kids"] }.Choose(assignments).ProfileId.ShouldBe(4);
    }

    [Fact]
    public void The_mark_of_all_profiles_changes_with_each_change_and_with_nothing_else()
    {
        var profile = new LanguageProfile(new ProfileTerms("First", [new(LanguageCode.Find("en")!.Value)]));
        ProfileAssignment[] assignments = [new(ProfileScope.Default, "", 1)];
        var before = new ProfileBook(new Dictionary<long, LanguageProfile> { [1] = profile }, assignments).Mark;

        new ProfileBook(new Dictionary<long, LanguageProfile> { [1] = profile }, assignments).Mark.ShouldBe(before);
        new ProfileBook(new Dictionary<long, LanguageProfile> { [1] = profile }, [.. assignments, new(ProfileScope.Tag, "kids", 1)]).Mark.ShouldNotBe(before);
        profile.Edit(new ProfileTerms("First", [new(LanguageCode.Find("de")!.Value)]));
        new ProfileBook(new Dictionary<long, LanguageProfile> { [1] = profile }, assignments).Mark.ShouldNotBe(before);
    }
}
