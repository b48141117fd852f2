using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Sublarr.Domain.Incoming;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Incoming;

public sealed class IncomingWebhookTests(SublarrApp app) : IClassFixture<SublarrApp>
{
    private readonly HttpClient _client = app.CreateApiClient();
    private readonly StoredReports _stored = new(app);

    public static TheoryData<string> Samples => ArrSamples.Names;

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_sample_is_stored_and_published(string sample)
    {
        var body = ArrSamples.Json(sample);
        var eventType = body.GetProperty("eventType").GetString()!;

        var receipt = await PostAsync($"/webhooks/{ArrSamples.SourceOf(sample).Key()}/{Uri.EscapeDataString(sample)}", ArrSamples.Bytes(sample));

        _stored.Value("SELECT event_type FROM incoming WHERE id = $id", ("$id", receipt.Id)).ShouldBe(eventType);
        _stored.Value("SELECT body FROM incoming WHERE id = $id", ("$id", receipt.Id)).ShouldBe(Encoding.UTF8.GetString(ArrSamples.Bytes(sample)));
        if (eventType == "SomethingNewInV5")
        {
            receipt.ShouldBe(new Receipt(receipt.Id, null, "ignored"));
            return;
        }

        receipt.State.ShouldBe("accepted");
        var published = JsonElement.Parse(await _stored.EventOfAsync(receipt.JobId!.Value));
        published.GetProperty("event_type").GetString().ShouldBe(eventType);
        published.GetProperty("title").GetString().ShouldBe(TitleIn(body));
    }

    [Fact]
    public async Task Report_and_job_are_on_disk_before_the_answer()
    {
        var receipt = await PostAsync("/webhooks/sonarr/on-disk", ArrSamples.Bytes("sonarr-Grab.json"));

        _stored.Count("SELECT COUNT(*) FROM incoming WHERE id = $id AND job_id = $job AND state = 'accepted'", ("$id", receipt.Id), ("$job", receipt.JobId)).ShouldBe(1);
        _stored.Count("SELECT COUNT(*) FROM jobs WHERE id = $job AND kind = 'webhook-received' AND priority = 1", ("$job", receipt.JobId)).ShouldBe(1);
    }

    [Fact]
    public async Task Same_report_twice_is_one_job_and_one_event()
    {
        var body = ArrSamples.Bytes("sonarr-Download-new.json");

        var first = await PostAsync("/webhooks/sonarr/twice", body);
        var second = await PostAsync("/webhooks/sonarr/twice", body);

        first.State.ShouldBe("accepted");
        second.ShouldBe(new Receipt(second.Id, first.JobId, "duplicate"));
        second.Id.ShouldNotBe(first.Id);
        await _stored.EventOfAsync(first.JobId!.Value);
        EventsOf("twice").ShouldBe(1);
        var job = await _client.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{first.JobId}");
        job.GetProperty("repeats").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Fifty_copies_at_once_are_one_job_and_one_event()
    {
        var body = ArrSamples.Bytes("radarr-Download-new.json");

        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PostAsync("/webhooks/radarr/fifty", body)));

        var accepted = receipts.Where(receipt => receipt.State == "accepted").ShouldHaveSingleItem();
        receipts.ShouldAllBe(receipt => receipt.JobId == accepted.JobId);
        receipts.Count(receipt => receipt.State == "duplicate").ShouldBe(49);
        await _stored.EventOfAsync(accepted.JobId!.Value);
        EventsOf("fifty").ShouldBe(1);
    }

    [Fact]
    public async Task Same_report_of_another_instance_is_none()
    {
        var body = ArrSamples.Bytes("sonarr-Download-new.json");

        var first = await PostAsync("/webhooks/sonarr/one", body);
        var second = await PostAsync("/webhooks/sonarr/other", body);

        (first.State, second.State).ShouldBe(("accepted", "accepted"));
    }

    [Fact]
    public async Task Two_libraries_of_one_name_lose_nothing_and_are_told_of()
    {
        const string one = """{"eventType":"Download","instanceName":"Twins","series":{"id":1,"title":"A","path":"/a","tvdbId":1},"episodes":[],"episodeFile":{"id":1,"path":"/a/1.mkv"}}""";
        const string other = """{"eventType":"Download","instanceName":"Twins","series":{"id":1,"title":"B","path":"/b","tvdbId":2},"episodes":[],"episodeFile":{"id":1,"path":"/b/1.mkv"}}""";

        var first = await PostAsync("/webhooks/sonarr", Encoding.UTF8.GetBytes(one));
        await _stored.EventOfAsync(first.JobId!.Value);
        var second = await PostAsync("/webhooks/sonarr", Encoding.UTF8.GetBytes(other));
        await _stored.EventOfAsync(second.JobId!.Value);

        (first.State, second.State).ShouldBe(("accepted", "accepted"));
        _stored.Count("SELECT COUNT(*) FROM events WHERE name = 'health_changed' AND data LIKE '%Two libraries report as%Twins%'").ShouldBe(1);
    }

    [Fact]
    public async Task Reports_without_ids_are_all_published()
    {
        var body = ArrSamples.Bytes("sonarr-Test.json");

        var first = await PostAsync("/webhooks/sonarr/tests", body);
        var second = await PostAsync("/webhooks/sonarr/tests", body);
        await _stored.EventOfAsync(first.JobId!.Value);
        await _stored.EventOfAsync(second.JobId!.Value);

        EventsOf("tests").ShouldBe(2);
    }

    [Theory]
    [InlineData("POST", "/webhooks/sonarr", "Sonarr")]
    [InlineData("PUT", "/webhooks/sonarr", "Sonarr")]
    [InlineData("POST", "/webhooks/sonarr/", "Sonarr")]
    [InlineData("PUT", "/webhooks/sonarr/", "Sonarr")]
    [InlineData("POST", "/webhooks/sonarr/anime", "anime")]
    [InlineData("POST", "/webhooks/sonarr/anime/", "anime")]
    [InlineData("PUT", "/webhooks/sonarr/Zweite%20Etage", "Zweite Etage")]
    [InlineData("POST", "/webhooks/radarr", "Sonarr")]
    [InlineData("POST", "/Webhooks/Sonarr", "Sonarr")]
    public async Task Every_way_in_leads_to_the_inbox(string method, string path, string instance)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = Json(ArrSamples.Bytes("sonarr-Test.json")) };

        using var response = await _client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var receipt = await response.Content.ReadFromJsonAsync<Receipt>(Wire);
        _stored.Value("SELECT instance FROM incoming WHERE id = $id", ("$id", receipt!.Id)).ShouldBe(instance);
    }

    [Fact]
    public async Task Object_that_names_no_event_is_stored_and_ignored()
    {
        foreach (var body in new[] { "{}", """{"eventType":null}""", """{"eventType":["Download"]}""", """{"EVENTTYPE":"Download"}""", """{"eventType":"download"}""" })
        {
            var receipt = await PostAsync("/webhooks/sonarr", Encoding.UTF8.GetBytes(body));

            receipt.ShouldBe(new Receipt(receipt.Id, null, "ignored"));
            _stored.Value("SELECT body FROM incoming WHERE id = $id", ("$id", receipt.Id)).ShouldBe(body);
        }
    }

    [Fact]
    public async Task Event_of_the_other_program_is_ignored()
    {
        var receipt = await PostAsync("/webhooks/sonarr", ArrSamples.Bytes("radarr-MovieAdded.json"));

        receipt.State.ShouldBe("ignored");
    }

    [Theory]
    [InlineData("$(touch /tmp/x) `id` ; rm -rf \\ %PATH%")]
    [InlineData("\"quoted\" 'twice' <script>alert(1)</script>")]
    [InlineData("two\nlines\r\n\tand a tab")]
    [InlineData("😀 שלום ‮ Ünïcödé")]
    [InlineData("{{ title }} {Title} {0}")]
    public async Task Title_is_published_as_it_came(string title)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { eventType = "Test", series = new { title } });

        var receipt = await PostAsync("/webhooks/sonarr/hostile", body);

        var published = JsonElement.Parse(await _stored.EventOfAsync(receipt.JobId!.Value));
        published.GetProperty("title").GetString().ShouldBe(title);
        ((string)_stored.Value("SELECT title FROM jobs WHERE id = $id", ("$id", receipt.JobId))!).ShouldNotContain("\n");
    }

    [Theory]
    [InlineData(@"{""eventType"":""Test"",""series"":{""title"":""a\u0000b""}}", "a\uFFFDb")]
    [InlineData(@"{""eventType"":""Test"",""series"":{""title"":""a\ud83d""},""\udead"":1}", "a\uFFFD")]
    [InlineData("\uFEFF{\"eventType\":\"Test\",\"series\":{\"title\":\"a\"}}", "a")]
    [InlineData(@"{""eventType"":""Grab"",""eventType"":""Test"",""series"":{""title"":""a""}}", "a")]
    public async Task Odd_text_is_taken(string body, string title)
    {
        var receipt = await PostAsync("/webhooks/sonarr/odd", Encoding.UTF8.GetBytes(body));

        var published = JsonElement.Parse(await _stored.EventOfAsync(receipt.JobId!.Value));
        published.GetProperty("title").GetString().ShouldBe(title);
        published.GetProperty("event_type").GetString().ShouldBe("Test");
    }

    [Fact]
    public async Task Body_of_any_declared_type_is_taken()
    {
        foreach (var type in new[] { null, "text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-8" })
        {
            using var content = new ByteArrayContent(ArrSamples.Bytes("sonarr-Test.json"));
            if (type is not null)
            {
                content.Headers.TryAddWithoutValidation("Content-Type", type);
            }

            using var response = await _client.PostAsync("/webhooks/sonarr", content);

            response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }
    }

    internal static readonly JsonSerializerOptions Wire = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    internal static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        return content;
    }

    private async Task<Receipt> PostAsync(string path, byte[] body)
    {
        using var response = await _client.PostAsync(path, Json(body));
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<Receipt>(Wire))!;
    }

    private long EventsOf(string instance) =>
        _stored.Count("SELECT COUNT(*) FROM events WHERE name = 'webhook_received' AND data ->> 'instance' = $instance", ("$instance", instance));

    private static string? TitleIn(JsonElement body) =>
        body.TryGetProperty("series", out var media) || body.TryGetProperty("movie", out media) ? media.GetProperty("title").GetString() : null;

    internal sealed record Receipt(long Id, long? JobId, string State);
}
