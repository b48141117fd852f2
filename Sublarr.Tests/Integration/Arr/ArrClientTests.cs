using System.Text;
using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Arr;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Arr;

/// <summary>What a Sonarr answers, and what people read when it does not.</summary>
public sealed class ArrClientTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private Engine _engine = null!;
    private FakeSonarr _sonarr = null!;

    private ArrClient Client => _engine.Get<ArrClient>();

    private ArrServer Server => new(ArrSource.Sonarr, "Sonarr", _sonarr.Url, FakeSonarr.Key);

    public async Task InitializeAsync()
    {
        _engine = await Engine.StartAsync(Engine.WithoutSchedules, _clock);
        _sonarr = await FakeService.StartAsync<FakeSonarr>();
    }

    public async Task DisposeAsync()
    {
        await _sonarr.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task It_is_asked_with_its_key_and_read_for_what_is_needed()
    {
        _sonarr.Add(5501, "/tv/The Harbour Line/a.mkv", 7);

        (await Client.StatusAsync(Server, default)).Version.ShouldBe("4.0.15.2941");
        (await Client.RootFoldersAsync(Server, default)).ShouldHaveSingleItem().Path.ShouldBe("/tv");
        (await Client.TagsAsync(Server, default)).Select(tag => tag.Label).Take(2).ShouldBe(["subs-de", "kids"]);
        (await Client.EpisodesAsync(Server, 42, default)).ShouldHaveSingleItem().EpisodeFileId.ShouldBe(5501);
        (await Client.FilesAsync(Server, 42, default)).ShouldHaveSingleItem().Size.ShouldBe(7);
        (await Client.FilesAsync(Server, 43, default)).ShouldBeEmpty("it has no such series");
        (await TitlesAsync(Server)).ShouldHaveSingleItem().TvdbId.ShouldBe(400123);
        _sonarr.Requests.ShouldAllBe(request => request.Method == "GET" && request.Headers["X-Api-Key"] == FakeSonarr.Key && request.Headers["Accept"] == "application/json");
        _sonarr.Requests.ShouldContain(request => request.Path == "/api/v3/series" && request.Query == "?includeSeasonImages=false");
    }

    [Fact]
    public async Task What_series_and_movies_are_like_is_read_from_real_answers()
    {
        _sonarr.AnswerNext(200, Sample("sonarr-series.json"));
        var series = (await TitlesAsync(Server)).ShouldHaveSingleItem();
        _sonarr.AnswerNext(200, Sample("radarr-movie.json"));
        var movie = (await TitlesAsync(Server with { Source = ArrSource.Radarr })).ShouldHaveSingleItem();

        (series.Id, series.Title, series.Path, series.TvdbId, series.Statistics!.EpisodeFileCount).ShouldBe((12, "Harbor Lights", "/tv/Harbor Lights", 990001, 15));
        (movie.Id, movie.TmdbId, movie.MovieFile!.Id, movie.MovieFile.Size).ShouldBe((31, 500001, 88, 9663676416));
    }

    [Theory]
    [InlineData(401, "", "does not take the API key")]
    [InlineData(403, "", "in front of Sonarr asks who calls")]
    [InlineData(200, "<!doctype html><title>Sonarr</title>", "has a URL base (Settings > General), add it to the address")]
    [InlineData(200, "<html></html>", "shows a page in place of data")]
    [InlineData(400, "", "under Settings > General > Allowed Hosts")]
    [InlineData(400, "<html>Bad Request</html>", "\"127.0.0.1\"")]
    [InlineData(400, """{"message":"seriesId must be provided"}""", "answered 400 Bad Request: seriesId must be provided.")]
    [InlineData(400, """[{"propertyName":"Path","errorMessage":"Path is wrong","severity":"error"},{"errorMessage":"So is the rest"}]""", "Path is wrong, So is the rest")]
    [InlineData(404, "", "There is no API of Sonarr at")]
    [InlineData(404, """{"message":"NotFound"}""", "knows nothing of that: NotFound")]
    [InlineData(500, """{"message":"database is locked","description":"SQLite"}""", "database is locked, SQLite. Its own log")]
    [InlineData(502, "<html></html>", "the proxy in front of Sonarr cannot reach it")]
    [InlineData(503, "", "is starting")]
    [InlineData(200, "null", "cannot be understood")]
    [InlineData(200, """{"appName":"Sonarr","version":""", "ends before it is complete")]
    [InlineData(200, """{"appName":[1]}""", "cannot be understood (at $.appName)")]
    [InlineData(200, """{"appName":"Radarr"}""", "Radarr answers at")]
    [InlineData(200, """{}""", "does not say that it is Sonarr")]
    public async Task What_is_wrong_is_a_sentence_that_says_what_helps(int status, string body, string expected)
    {
        _sonarr.AnswerNext(status, body);

        var problem = await Should.ThrowAsync<ArrException>(() => Client.StatusAsync(Server, default));

        problem.Message.ShouldContain(expected);
        problem.Message.ShouldNotContain(FakeSonarr.Key);
    }

    [Theory]
    [InlineData("https://127.0.0.1:9898/api/v3/system/status", "Enter the address with https://")]
    [InlineData("/login?returnUrl=%2Fapi", "redirects are not followed")]
    public async Task A_redirect_is_not_followed_and_says_where_it_leads(string location, string expected)
    {
        _sonarr.AnswerNext(307, "", ("Location", location));

        (await Should.ThrowAsync<ArrException>(() => Client.StatusAsync(Server, default))).Message.ShouldContain(expected);
        _sonarr.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Its_words_stay_on_one_line_and_hide_the_key()
    {
        _sonarr.AnswerNext(500, $$"""{"message":"bad\nkey {{FakeSonarr.Key}} {{new string('x', 5000)}}"}""");

        var problem = await Should.ThrowAsync<ArrException>(() => Client.StatusAsync(Server, default));

        problem.Message.ShouldNotContain('\n');
        problem.Message.ShouldNotContain(FakeSonarr.Key);
        problem.Message.Length.ShouldBeLessThan(600);
    }

    [Fact]
    public async Task Nobody_there_is_said_so()
    {
        var server = Server;
        await _sonarr.DisposeAsync();

        (await Should.ThrowAsync<ArrException>(() => Client.StatusAsync(server, default))).Message.ShouldContain("Nothing listens at");
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_no_end_of_a_list()
    {
        await using var broken = WebhookReceiver.Start(Json("Content-Length: 1000", """[{"id":1,"title":"One"},{"id":2,"ti"""));
        var seen = new List<int>();

        var problem = await Should.ThrowAsync<ArrException>(async () =>
        {
            await foreach (var title in Client.TitlesAsync(Server with { Url = broken.Url }, default))
            {
                seen.Add(title.Id);
            }
        });

        problem.Message.ShouldContain("broke the connection before its answer was complete");
    }

    [Fact]
    public async Task An_answer_that_falls_silent_is_given_up()
    {
        await using var silent = WebhookReceiver.Start(new ReceiverAnswer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[{\"id\":1},"), stop);
            await Task.Delay(Timeout.Infinite, stop);
            return false;
        }));
        await using var titles = Client.TitlesAsync(Server with { Url = silent.Url }, default).GetAsyncEnumerator();
        (await titles.MoveNextAsync()).ShouldBeTrue("the first came before it fell silent");
        var reading = titles.MoveNextAsync().AsTask();
        await Eventually.TrueAsync(
            () =>
            {
                _clock.Advance(ArrClient.Silence);
                return reading.IsCompleted;
            },
            "it still waits");

        (await Should.ThrowAsync<ArrException>(() => reading)).Message.ShouldContain("gave no complete answer within 100 seconds");
    }

    [Fact]
    public async Task An_answer_is_read_to_its_limit_and_not_beyond()
    {
        using var patience = new Infrastructure.Outbound.Patience(TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None);
        await using var body = new Infrastructure.Outbound.PatientStream(new MemoryStream(new byte[2000]), patience, 1000) { Target = "nas:8989" };

        var problem = await Should.ThrowAsync<Infrastructure.Outbound.HttpFaultException>(() => body.CopyToAsync(Stream.Null));

        problem.Message.ShouldBe("nas:8989 answered with more than 1 kB: no library is as large. Check the address.");
    }

    private async Task<List<ArrTitle>> TitlesAsync(ArrServer server)
    {
        var titles = new List<ArrTitle>();
        await foreach (var title in Client.TitlesAsync(server, default))
        {
            titles.Add(title);
        }

        return titles;
    }

    private static string Sample(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", "ArrApi", name));

    private static ReceiverAnswer Json(string length, string body) => new(async (_, stream, stop) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{length}\r\n\r\n{body}"), stop);
        return false;
    });
}
