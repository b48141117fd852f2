using Sublarr.Domain.Library;

namespace Sublarr.Tests.Unit.Library;

public sealed class PathMappingsTests
{
    [Theory]
    [InlineData("/tv", "/mnt/media/tv", "/tv/Show/S01/a.mkv", "/mnt/media/tv/Show/S01/a.mkv")]
    [InlineData("/tv/", "/mnt/media/tv/", "/tv/Show", "/mnt/media/tv/Show")]
    [InlineData("/tv", "/mnt/tv", "/tv", "/mnt/tv")]
    [InlineData("/tv", "/mnt/tv", "/tv//Show/", "/mnt/tv/Show")]
    [InlineData("/", "/host", "/tv/Show", "/host/tv/Show")]
    [InlineData("/tv", "/", "/tv/Show", "/Show")]
    [InlineData("/tv", "/", "/tv", "/")]
    [InlineData(@"D:\", "/mnt/d", @"D:\TV\Show", "/mnt/d/TV/Show")]
    [InlineData("D:", "/mnt/d", @"d:\TV\Show", "/mnt/d/TV/Show")]
    [InlineData(@"D:\TV", "/mnt/tv", @"d:\tv/Show\a.mkv", "/mnt/tv/Show/a.mkv")]
    [InlineData(@"\\nas\tv", "/mnt/tv", @"\\NAS\TV\Show\a.mkv", "/mnt/tv/Show/a.mkv")]
    [InlineData("/tv", @"D:\", "/tv/Show/a.mkv", @"D:\Show\a.mkv")]
    [InlineData("/tv", "D:", "/tv", @"D:\")]
    [InlineData("/tv", @"\\nas\tv\", "/tv/Show/a.mkv", @"\\nas\tv\Show\a.mkv")]
    [InlineData("/tv", "smb://nas/tv/", "/tv/Show/a.mkv", "smb://nas/tv/Show/a.mkv")]
    [InlineData("/tv", "/mnt/tv", @"/tv/AC\DC/a.mkv", @"/mnt/tv/AC\DC/a.mkv")]
    public void A_path_below_a_folder_is_found_where_the_other_machine_sees_it(string from, string to, string path, string expected) =>
        new PathMappings([new(from, to)]).Find(path).ShouldBe(expected);

    [Theory]
    [InlineData("/tv", "/tv2/Show")]
    [InlineData("/tv", "/TV/Show")]
    [InlineData("/tv/anime", "/tv/Show")]
    [InlineData("/tv", "/tv/../etc/passwd")]
    [InlineData(@"D:\TV", @"E:\TV\Show")]
    [InlineData(@"D:\TV", "/TV/Show")]
    [InlineData(@"\\nas\tv", @"\\other\tv\Show")]
    [InlineData("/", @"D:\TV")]
    public void A_path_that_no_mapping_reaches_stays_as_it_is(string from, string path)
    {
        var mappings = new PathMappings([new(from, "/elsewhere")]);

        mappings.Find(path).ShouldBeNull();
        mappings.Apply(path).ShouldBe(path);
    }

    [Fact]
    public void Of_several_the_longest_folder_wins()
    {
        var mappings = new PathMappings([new("/tv", "/a"), new("/tv/anime", "/b"), new("/", "/c")]);

        new[] { "/tv/Show", "/tv/anime/Show", "/tv/anime2/Show", "/films/Film" }.Select(mappings.Apply).ShouldBe(["/a/Show", "/b/Show", "/a/anime2/Show", "/c/films/Film"]);
    }
}
