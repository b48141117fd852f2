using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Releases;

public sealed class ReleaseApiTests : IDisposable
{
    private const string Address = "/api/v1/releases/parse";

    private readonly SublarrApp _app = new();
    private readonly HttpClient _api;

    public ReleaseApiTests() => _api = _app.CreateApiClient();

    public void Dispose()
    {
        _api.Dispose();
        _app.Dispose();
    }

    [Fact]
    public async Task Names_are_read_in_their_order_with_every_field()
    {
        using var response = await _api.PostAsJsonAsync(Address, new
        {
            names = new[]
            {
                "Ashen.Harbor.2019.S02E05E06.REPACK.1080p.AMZN.WEB-DL.DDP5.1.Atmos.H.264-KORVAX", "[Kumo] Steel Blossom - 07v2 (1080p) [A1B2C3D4].mkv", "The.Late.Lantern.2026.03.14.720p.WEB.h264-NIGHTQ",
            },
        });

        var items = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray().ToList();
        items.Count.ShouldBe(3);
        items[0].ToString().ShouldBe(
            """{"name":"Ashen.Harbor.2019.S02E05E06.REPACK.1080p.AMZN.WEB-DL.DDP5.1.Atmos.H.264-KORVAX","title":"Ashen Harbor","alternative_title":null,"year":2019,"season":2,"season_last":null,"episodes":[5,6],"absolute":null,"absolute_last":null,"date":null,"part":null,"group":"KORVAX","source":"web","ultra_hd":false,"remux":false,"resolution":"1080p","video_codec":"h264","audio_codec":"eac3","atmos":true,"channels":"5.1","streaming_service":"AMZN","edition":null,"proper":1,"version":null,"language":null,"crc32":null}""");
        (items[1].GetProperty("absolute").GetInt32(), items[1].GetProperty("version").GetInt32(), items[1].GetProperty("crc32").GetString()).ShouldBe((7, 2, "A1B2C3D4"));
        items[2].GetProperty("date").GetString().ShouldBe("2026-03-14");
    }

    [Theory]
    [InlineData("""{}""", "names", "Send at least one name")]
    [InlineData("""{"names":null}""", "names", "Send at least one name")]
    [InlineData("""{"names":[]}""", "names", "Send at least one name")]
    [InlineData("""{"names":["A.Film.2019",null]}""", "names/1", "must be text")]
    [InlineData("""{"names":"A.Film.2019"}""", "names", "wrong type")]
    [InlineData("""{"names":[7]}""", "names[0]", "wrong type")]
    public async Task What_cannot_be_read_is_refused_by_its_field(string body, string field, string message)
    {
        using var response = await _api.PostAsync(Address, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.TryGetProperty(field, out var messages).ShouldBeTrue(errors.ToString());
        messages[0].GetString()!.ShouldContain(message);
    }

    [Fact]
    public async Task A_thousand_names_are_read_and_one_more_is_not()
    {
        using var most = await _api.PostAsJsonAsync(Address, new { names = Enumerable.Range(1, 1_000).Select(number => $"Ashen.Harbor.S01E{number}") });
        using var more = await _api.PostAsJsonAsync(Address, new { names = Enumerable.Range(1, 1_001).Select(number => $"Ashen.Harbor.S01E{number}") });

        (await most.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")[999].GetProperty("episodes")[0].GetInt32().ShouldBe(1_000);
        more.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await more.Content.ReadAsStringAsync()).ShouldContain("At most 1,000 names");
    }

    [Fact]
    public async Task A_name_may_be_as_long_as_a_path_and_no_longer()
    {
        using var most = await _api.PostAsJsonAsync(Address, new { names = new[] { new string('[', 4_096) } });
        using var more = await _api.PostAsJsonAsync(Address, new { names = new[] { new string('[', 4_097) } });

        most.StatusCode.ShouldBe(HttpStatusCode.OK);
        more.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await more.Content.ReadAsStringAsync()).ShouldContain("names/0");
    }

    [Fact]
    public async Task Nobody_is_answered_without_the_key()
    {
        using var stranger = _app.CreateClient();

        using var response = await stranger.PostAsJsonAsync(Address, new { names = new[] { "Ashen.Harbor.S01E01" } });

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
