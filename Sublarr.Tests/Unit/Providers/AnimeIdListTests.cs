using System.Text.Json;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Unit.Providers;

/// <summary>What the list of ids of anime tells of a video, and what it leaves open.</summary>
public sealed class AnimeIdListTests
{
    private static readonly AnimeIdList List = AnimeIdList.Read(JsonElement.Parse(FakeAnimeIds.List))!;

    [Theory]
    [InlineData(990001, 1, 5, null, "20150/154001 as 5")]
    [InlineData(990001, 2, 5, null, "20151/154002 as 5")]
    [InlineData(990001, 2, 12, null, "20151/154002 as 12")]
    [InlineData(990001, 2, 13, null, "20152/154003 as 1")]
    [InlineData(990001, 3, 1, null, "nothing")]
    [InlineData(990001, 0, 1, null, "nothing")]
    [InlineData(990002, 4, 3, 76, "20160/154587 as 76")]
    [InlineData(990002, 1, 3, null, "20160/154587 as 3")]
    [InlineData(990002, 4, 3, null, "nothing")]
    [InlineData(990003, 1, 1, null, "nothing")]
    [InlineData(424242, 1, 1, null, "nothing")]
    public void An_episode_has_the_ids_and_the_number_of_its_part(long tvdb, int season, int episode, int? absolute, string expected) =>
        Words(List.IdsOf(new(MediaType.Episode, "X", []) { Season = season, Episodes = [episode], Absolute = absolute, Ids = new(Tvdb: tvdb) })).ShouldBe(expected);

    [Theory]
    [InlineData(8100001L, null, "20180/154180")]
    [InlineData(8100009L, 3L, "20180/154180")]
    [InlineData(null, 500002L, "20180/154180")]
    [InlineData(8100005L, null, "nothing")]
    [InlineData(1L, 1L, "nothing")]
    public void A_movie_has_those_of_its_only_entry(long? imdb, long? tmdb, string expected) =>
        Words(List.IdsOf(new(MediaType.Movie, "X", []) { Ids = new(imdb, tmdb) })).ShouldBe(expected);

    [Fact]
    public void What_is_known_already_stays()
    {
        var ids = new ProviderIds(Tvdb: 990001) { AniDb = 7 };

        List.IdsOf(new(MediaType.Episode, "X", []) { Season = 1, Episodes = [5], Ids = ids }).ShouldBe(ids);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"message":"gone"}""")]
    [InlineData("7")]
    public void Something_else_is_no_list(string json) => AnimeIdList.Read(JsonElement.Parse(json)).ShouldBeNull();

    private static string Words(ProviderIds ids) => ids.AniDb is null ? "nothing" : $"{ids.AniDb}/{ids.AniList}{(ids.AniDbNumber is { } number ? $" as {number}" : "")}";
}
