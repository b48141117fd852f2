using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Health;

public sealed class HealthApiTests : IDisposable
{
    private readonly TemporaryFolder _media = new();
    private readonly SublarrApp _app;
    private readonly HttpClient _api;

    public HealthApiTests()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_media.Path, "gone")).FullName;
        _app = new SublarrApp { MediaPath = folder };
        _api = _app.CreateApiClient();
        Directory.Delete(folder);
    }

    public void Dispose()
    {
        _api.Dispose();
        _app.Dispose();
        _media.Dispose();
    }

    [Fact]
    public async Task A_check_is_asked_for_and_what_it_found_is_read()
    {
        var before = await HealthAsync();
        using var response = await _api.PostAsync("/api/v1/health/check", null);
        var job = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64();
        await Eventually.TrueAsync(async () => (await HealthAsync()).GetProperty("checked_at").ValueKind == JsonValueKind.String, () => "nobody has looked");
        var findings = (await HealthAsync()).GetProperty("findings").EnumerateArray();

        before.GetProperty("checked_at").ValueKind.ShouldBe(JsonValueKind.Null);
        before.GetProperty("findings").GetArrayLength().ShouldBe(0);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        response.Headers.Location!.ToString().ShouldBe($"/api/v1/jobs/{job}");
        var gone = findings.Single(finding => finding.GetProperty("look").GetString() == "library-folders");
        gone.GetProperty("level").GetString().ShouldBe("error");
        gone.GetProperty("message").GetString()!.ShouldEndWith("is not there.");
        gone.GetProperty("remedy").GetString()!.ShouldContain("Mount it into Sublarr's container");
        gone.GetProperty("since").GetDateTimeOffset().ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Nobody_reads_it_without_a_key()
    {
        using var stranger = _app.CreateClient();

        (await stranger.GetAsync("/api/v1/health")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.GetStringAsync("/health")).ShouldNotContain(_media.Path);
    }

    private Task<JsonElement> HealthAsync() => _api.GetFromJsonAsync<JsonElement>("/api/v1/health");
}
