using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Subtitles;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Unit.Subtitles;

namespace Sublarr.Tests.Integration.Subtitles;

/// <summary>How subtitles are placed, and the trash, over REST.</summary>
public sealed class PlacingApiTests : IDisposable
{
    private const string Placing = "/api/v1/settings/placing";
    private const string Trash = "/api/v1/subtitles/trash";

    private readonly SublarrApp _app = new();
    private readonly TemporaryFolder _media = new();
    private readonly HttpClient _api;

    public PlacingApiTests() => _api = _app.CreateApiClient();

    public void Dispose()
    {
        _api.Dispose();
        _app.Dispose();
        _media.Dispose();
    }

    [Fact]
    public async Task What_is_set_is_read_again_and_told_in_the_audit_trail()
    {
        (await _api.GetStringAsync(Placing)).ShouldBe("""{"mark":"sdh","is_plain":false,"file_mode":"","trash_days":30,"trash_megabytes":200}""");

        using var changed = await _api.PutAsJsonAsync(Placing, new { mark = "cc", is_plain = true, file_mode = "664", trash_days = 7, trash_megabytes = 50 });

        (await changed.Content.ReadAsStringAsync()).ShouldBe("""{"mark":"cc","is_plain":true,"file_mode":"664","trash_days":7,"trash_megabytes":50}""");
        await using var context = await _app.ContextAsync();
        (await context.Audit.CountAsync(row => row.Subject == "subtitle_placing")).ShouldBe(1);
    }

    [Theory]
    [InlineData("777")]
    [InlineData("444")]
    [InlineData("rw-r--r--")]
    public async Task A_mode_that_takes_the_file_from_its_owner_or_lets_it_run_is_refused(string mode)
    {
        using var refused = await _api.PutAsJsonAsync(Placing, new { mark = "sdh", is_plain = false, file_mode = mode, trash_days = 30, trash_megabytes = 200 });

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Enter 600, 640, 644, 660, 664 or 666");
    }

    [Fact]
    public async Task What_was_replaced_is_listed_and_put_back()
    {
        var video = _media.File("Movie.mkv");
        await File.WriteAllTextAsync(video, "");
        var id = _app.Services.GetRequiredService<SubtitleTrash>().Keep(_media.File("Movie.en.srt"), Encoding.UTF8.GetBytes(Talk.SubRip()), "Movie.en.srt took its place.");

        var listed = await _api.GetFromJsonAsync<JsonElement>(Trash);
        using var restored = await _api.PostAsync($"{Trash}/{id}/restore", content: null);
        using var again = await _api.PostAsync($"{Trash}/{id}/restore", content: null);

        (listed[0].GetProperty("id").GetString(), listed[0].GetProperty("path").GetString()).ShouldBe((id, _media.File("Movie.en.srt")));
        (restored.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.NotFound));
        (await File.ReadAllTextAsync(_media.File("Movie.en.srt"))).ShouldBe(Talk.SubRip());
        await using var context = await _app.ContextAsync();
        (await context.Audit.CountAsync(row => row.Subject == "subtitle" && row.Action == "restored")).ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_put_back_says_why_and_stays_in_the_trash()
    {
        await File.WriteAllTextAsync(_media.File("Movie.mkv"), "");
        await File.WriteAllTextAsync(_media.File("Movie.en.srt"), "mine");
        var id = _app.Services.GetRequiredService<SubtitleTrash>().Keep(_media.File("Movie.en.srt"), "theirs"u8, "Movie.en.srt took its place.");

        using var refused = await _api.PostAsync($"{Trash}/{id}/restore", content: null);

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("never overwritten");
        (await File.ReadAllTextAsync(_media.File("Movie.en.srt"))).ShouldBe("mine");
        (await _api.GetFromJsonAsync<JsonElement>(Trash)).GetArrayLength().ShouldBe(1);
    }
}
