using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Retention;
using Sublarr.Infrastructure.Search;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Search;

/// <summary>How long searches are kept, and what they take.</summary>
public sealed class KeptSearchTests
{
    private const string Movie = "Foo Film (2020)/Foo.Film.2020.1080p.BluRay.x264-TIDE.mkv";

    [Fact]
    public async Task Old_ones_are_cleared_away_with_the_rest_of_the_log()
    {
        await using var house = new SearchHouse();
        var now = TimeProvider.System.GetUtcNow();
        await AddAsync(house, now.AddDays(-31), now.AddDays(-29), now);

        using var run = await house.Api.PostAsync("/api/v1/schedules/clean-up/run", null);
        run.EnsureSuccessStatusCode();

        await Eventually.TrueAsync(async () => (await IdsAsync(house)).Count == 2, () => "the old search is still there");
        (await IdsAsync(house)).ShouldBe([2, 3]);
    }

    [Fact]
    public async Task Beyond_the_number_allowed_the_oldest_go()
    {
        await using var house = new SearchHouse();
        var now = TimeProvider.System.GetUtcNow();
        await AddAsync(house, [.. Enumerable.Range(0, 130).Select(number => now.AddMinutes(number - 130))]);
        var purge = house.App.Services.GetRequiredService<IJobPurge>();

        var removed = await purge.PurgeSearchesAsync(now.AddDays(-30), 10, CancellationToken.None);
        var again = await purge.PurgeSearchesAsync(now.AddDays(-30), 10, CancellationToken.None);

        (removed, again).ShouldBe((120, 0));
        (await IdsAsync(house)).ShouldBe(Enumerable.Range(121, 10).Select(id => (long)id));
    }

    [Fact]
    public async Task What_was_found_takes_a_fraction_of_its_JSON()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        for (var number = 0; number < 100; number++)
        {
            house.Offer($"Foo.Film.2020.1080p.BluRay.x264-GROUP{number}.en.srt", SearchHouse.English("x"));
        }

        var search = await house.AskAsync(await house.KnowAsync(Movie));

        await using var context = await house.App.ContextAsync();
        var row = await context.Searches.AsNoTracking().SingleAsync();
        var json = KeptJson.Write(KeptJson.Unpack<List<KeptCandidate>>(row.Candidates));
        search.GetProperty("candidates").GetArrayLength().ShouldBe(100);
        row.Candidates.Length.ShouldBeLessThan(json.Length / 5);
    }

    private static async Task AddAsync(SearchHouse house, params DateTimeOffset[] times)
    {
        var video = await house.KnowAsync(Movie);
        await using var context = await house.App.ContextAsync();
        context.AddRange(times.Select(time => new SearchRow { VideoId = video, Title = "Foo Film", State = SearchState.Done, AskedAt = time, FinishedAt = time }));
        await context.SaveChangesAsync();
    }

    private static async Task<List<long>> IdsAsync(SearchHouse house)
    {
        await using var context = await house.App.ContextAsync();
        return await context.Searches.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync();
    }
}
