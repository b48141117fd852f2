using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Library;

/// <summary><c>/api/v1/library/folders</c>, over real folders.</summary>
public sealed class FolderApiTests : IAsyncDisposable
{
    private readonly TemporaryFolder _media = new();
    private readonly TemporaryFolder _other = new();

    [Fact]
    public async Task A_folder_that_is_added_is_looked_through_and_one_that_is_removed_takes_what_it_told_of_with_it()
    {
        _media.Put("Foo (2020)/Foo (2020).mkv");
        _other.Put("Bar (2021)/Bar (2021).mkv");
        await using var app = new SublarrApp { MediaPath = _media.Path };
        using var api = app.CreateApiClient();

        using var added = await api.PostAsJsonAsync("/api/v1/library/folders", new { path = _other.Path + "/" });

        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        await UntilAsync(api, "Bar");
        using var scan = await api.PostAsync("/api/v1/library/scan", null);
        (await scan.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_ids").GetArrayLength().ShouldBe(2);
        await UntilAsync(api, "Bar", "Foo");
        var folders = (await api.GetFromJsonAsync<JsonElement>("/api/v1/library/folders")).EnumerateArray().ToList();
        folders.ConvertAll(folder => (folder.GetProperty("path").GetString(), folder.GetProperty("videos").GetInt32())).ShouldBe([(_media.Path, 1), (_other.Path, 1)]);
        folders[0].GetProperty("id").ValueKind.ShouldBe(JsonValueKind.Null);
        using var removed = await api.DeleteAsync($"/api/v1/library/folders/{folders[1].GetProperty("id").GetInt64()}");
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await UntilAsync(api, "Foo");
        File.Exists(_other.File("Bar (2021)/Bar (2021).mkv")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_one_is_refused_with_its_name_and_what_to_do()
    {
        _media.Put("tv/Foo/Foo - S01E01.mkv");
        Directory.CreateSymbolicLink(_other.File("same"), _media.File("tv"));
        await using var app = new SublarrApp { MediaPath = _media.File("tv") };
        using var api = app.CreateApiClient();

        await RefusedAsync(api, null, "Enter the folder");
        await RefusedAsync(api, "media/tv", "\"media/tv\" is no whole path");
        await RefusedAsync(api, "/", "Name the folder of your videos");
        await RefusedAsync(api, _media.File("none"), $"There is no folder {_media.File("none")}");
        await RefusedAsync(api, _media.File("tv"), "is a folder of the library already");
        await RefusedAsync(api, _media.File("tv/Foo"), $"lies in {_media.File("tv")}");
        await RefusedAsync(api, _media.Path, "remove it first");
        await RefusedAsync(api, _other.File("same"), "is a folder of the library already");
        await RefusedAsync(api, _other.File("same/Foo"), $"lies in {_media.File("tv")}");
    }

    [Fact]
    public async Task Several_folders_of_the_environment_stand_side_by_side()
    {
        await using var app = new SublarrApp { MediaPath = $"{_media.Path}{Path.PathSeparator}{_other.Path}" };
        using var api = app.CreateApiClient();

        (await api.GetFromJsonAsync<JsonElement>("/api/v1/library/folders")).EnumerateArray().Select(folder => folder.GetProperty("path").GetString()).ShouldBe([_media.Path, _other.Path]);
    }

    [Fact]
    public async Task Watching_is_switched_off_and_on()
    {
        await using var app = new SublarrApp { MediaPath = _media.Path };
        using var api = app.CreateApiClient();
        (await api.GetFromJsonAsync<JsonElement>("/api/v1/library/settings")).GetProperty("watch").GetBoolean().ShouldBeTrue();

        using var changed = await api.PutAsJsonAsync("/api/v1/library/settings", new { watch = false });

        (await changed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("watch").GetBoolean().ShouldBeFalse();
        (await app.Services.GetRequiredService<LibraryFolders>().WatchedAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    public ValueTask DisposeAsync()
    {
        _media.Dispose();
        _other.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Task UntilAsync(HttpClient api, params string[] movies) => Eventually.TrueAsync(
        async () => (await api.GetFromJsonAsync<JsonElement>("/api/v1/library/movies")).GetProperty("items").EnumerateArray().Select(movie => movie.GetProperty("name").GetString())
            .SequenceEqual(movies),
        () => $"the library does not have {string.Join(", ", movies)} alone");

    private static async Task RefusedAsync(HttpClient api, string? path, string because)
    {
        using var answer = await api.PostAsJsonAsync("/api/v1/library/folders", new { path });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors").GetProperty("path")[0].GetString()!.ShouldContain(because);
    }
}
