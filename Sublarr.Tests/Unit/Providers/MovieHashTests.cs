using Sublarr.Domain.Providers;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Unit.Providers;

/// <summary>OpenSubtitles' hash, against values that two other implementations gave.</summary>
public sealed class MovieHashTests
{
    [Theory]
    [InlineData("zeros", 131072, "0000000000020000")]
    [InlineData("ones", 131072, "000000000001c000")]
    [InlineData("and255", 131072, "a0601fdf9f610000")]
    [InlineData("and255", 200000, "a0601fdf9f620d40")]
    [InlineData("mod251", 131072, "bf7b30eba75ef876")]
    [InlineData("mod251", 1000003, "00b76d28dea877f0")]
    public void A_file_has_the_hash_that_others_give_it(string kind, int size, string expected)
    {
        using var file = new MemoryStream(Bytes(kind, size));

        MovieHash.Of(file).ShouldNotBeNull().ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100000)]
    [InlineData(131071)]
    public void A_file_whose_blocks_would_overlap_has_none(int size)
    {
        using var file = new MemoryStream(Bytes("mod251", size));

        MovieHash.Of(file).ShouldBeNull();
    }

    [Fact]
    public void A_file_of_more_than_four_gigabytes_is_read_at_its_ends_alone()
    {
        using var folder = new TemporaryFolder();
        using var file = new FileStream(folder.File("sparse.mkv"), FileMode.CreateNew);
        file.SetLength(4295033890);

        MovieHash.Of(file).ShouldNotBeNull().ToString().ShouldBe("0000000100010422");
    }

    private static byte[] Bytes(string kind, int size) =>
        [.. Enumerable.Range(0, size).Select(place => (byte)(kind switch { "ones" => 255, "and255" => place & 255, "mod251" => place % 251, _ => 0 }))];
}
