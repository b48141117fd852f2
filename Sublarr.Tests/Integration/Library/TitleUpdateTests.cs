using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Library;

/// <summary>What Sonarr and Radarr know of titles is brought up to date without a report.</summary>
public sealed class TitleUpdateTests : IAsyncLifetime
{
    private readonly SublarrApp _app = new();
    private readonly HttpClient _api;
    private FakeSonarr _sonarr = null!;

    public TitleUpdateTests() => _api = _app.CreateApiClient();

    public async Task InitializeAsync()
    {
        _sonarr = await FakeService.StartAsync<FakeSonarr>();
        using var created = await _api.PostAsJsonAsync("/api/v1/arr", new { name = "Sonarr", kind = "sonarr", url = _sonarr.Url, api_key = FakeSonarr.Key });
        created.IsSuccessStatusCode.ShouldBeTrue(await created.Content.ReadAsStringAsync());
        await using var context = await _app.ContextAsync();
        // As a report named it, whose sender writes its name otherwise.
        context.Add(new TitleRow
        {
            Kind = TitleKind.Series, Source = "sonarr", Instance = "sonarr", SourceId = FakeSonarr.TitleId, Name = "The Harbour Line", SortName = "harbour line", Year = 2023,
            TvdbId = 400123, TmdbId = 120345, ImdbId = "tt9900123", Folder = "/tv/The Harbour Line", Tags = ["subs-de"], AddedAt = DateTimeOffset.UnixEpoch,
        });
        await context.SaveChangesAsync();
    }

    public async Task DisposeAsync()
    {
        await _sonarr.DisposeAsync();
        _api.Dispose();
        _app.Dispose();
    }

    [Fact]
    public async Task What_is_new_of_a_title_is_stored_and_what_a_person_has_set_stays()
    {
        var profile = await ProfileAsync();
        using var assigned = await _api.PutAsJsonAsync("/api/v1/profiles/assignments", new { scope = "title", key = (await TitleAsync()).Id.ToString(System.Globalization.CultureInfo.InvariantCulture), profile_id = profile });
        (_sonarr.TitleName, _sonarr.Tags, _sonarr.Root) = ("The Harbour Line (US)", [4, 3], "/anime");

        var told = await UpdateAsync();

        told.ShouldContain("1 title read, 1 has changed.");
        var title = await TitleAsync();
        (title.Name, title.Folder).ShouldBe(("The Harbour Line (US)", "/anime/The Harbour Line"));
        title.Tags.ShouldBe(["kids", "subs-de"], ignoreOrder: true);
        assigned.IsSuccessStatusCode.ShouldBeTrue(await assigned.Content.ReadAsStringAsync());
        (await _api.GetStringAsync("/api/v1/profiles/assignments")).ShouldContain($"\"profile_id\":{profile}");
    }

    [Fact]
    public async Task The_same_again_is_no_news()
    {
        _sonarr.Tags = [99, 3];

        (await UpdateAsync()).ShouldContain("1 title read, nothing is new.");
    }

    [Fact]
    public async Task One_that_is_gone_there_is_named_and_stays_here()
    {
        _sonarr.HasTitle = false;

        var told = await UpdateAsync();

        told.ShouldContain("1 is no longer there: The Harbour Line.");
        (await TitleAsync()).Name.ShouldBe("The Harbour Line");
    }

    [Fact]
    public async Task Another_title_under_the_same_number_is_not_taken_for_it()
    {
        (_sonarr.TitleName, _sonarr.TvdbId, _sonarr.Root) = ("Something Else", 71, "/kids");

        var told = await UpdateAsync();

        told.ShouldContain("1 is no longer there: The Harbour Line.");
        ((await TitleAsync()).Name, (await TitleAsync()).Folder).ShouldBe(("The Harbour Line", "/tv/The Harbour Line"));
    }

    [Fact]
    public async Task What_is_not_said_leaves_the_name_and_a_label_that_is_listed_twice_ends_nothing()
    {
        (_sonarr.TitleName, _sonarr.Tags) = ("", [4]);
        _sonarr.Labels = """[{"label":"kids","id":4},{"label":"kids","id":4},{"label":"","id":5}]""";

        (await UpdateAsync()).ShouldContain("1 title read, 1 has changed.");

        (await TitleAsync()).Name.ShouldBe("The Harbour Line");
        (await TitleAsync()).Tags.ShouldBe(["kids"]);
    }

    [Fact]
    public async Task One_that_is_away_says_so_and_is_read_at_the_next_run()
    {
        _sonarr.IsAway = true;

        (await UpdateAsync()).ShouldContain("Its titles are read at the next run.");
    }

    private async Task<long> ProfileAsync() =>
        (await _api.GetFromJsonAsync<JsonElement>("/api/v1/profiles")).EnumerateArray().First().GetProperty("id").GetInt64();

    private async Task<TitleRow> TitleAsync()
    {
        await using var context = await _app.ContextAsync();
        return await context.Titles.AsNoTracking().SingleAsync();
    }

    /// <summary>What the job of the only instance says of itself when it has ended.</summary>
    private async Task<string> UpdateAsync()
    {
        using var run = await _api.PostAsync("/api/v1/schedules/title-update/run", null);
        var whole = (await run.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64();
        long? part = null;
        await Eventually.TrueAsync(
            async () =>
            {
                await using var context = await _app.ContextAsync();
                var job = await context.Jobs.AsNoTracking().FirstOrDefaultAsync(job => job.ParentId == whole);
                part = job?.Id;
                return job?.State.IsTerminal() is true;
            },
            () => "the titles are not read");
        return await _api.GetStringAsync($"/api/v1/jobs/{part}");
    }
}
