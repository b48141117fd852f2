using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Unit.Incoming;

/// <summary>Whatever a body tells is passed on, or named as left out: a new field of a sample fails until somebody decides.</summary>
public sealed class PassedOnTests
{
    private static readonly string[] FileLists = ["episodeFile", "episodeFiles", "movieFile", "renamedEpisodeFiles", "renamedMovieFiles", "deletedFiles"];

    // mediaInfo but for the subtitles, and what else the text says of every file.
    private static readonly string[] LeftOutOfFiles = ["dateAdded", "id", "indexerFlags", "languages", "qualityVersion"];

    private static readonly HashSet<string> LeftOut = [.. WebhookReceived.LeftOut.Split(", ")];

    private static readonly Dictionary<string, string> PassedOn = new(StringComparer.Ordinal)
    {
        ["eventType"] = "event_type", ["instanceName"] = "instance", ["isUpgrade"] = "is_upgrade", ["deleteReason"] = "delete_reason",
        ["deletedFiles"] = "with_files", ["downloadId"] = "download_id", ["message"] = "message", ["level"] = "level", ["type"] = "check",
        ["downloadStatus"] = "download_status", ["downloadStatusMessages.title"] = "problems.name", ["downloadStatusMessages.messages"] = "problems.messages",
        ["series.title"] = "title", ["series.year"] = "year", ["series.path"] = "folder_path", ["series.tvdbId"] = "tvdb_id",
        ["series.tmdbId"] = "tmdb_id", ["series.imdbId"] = "imdb_id",
        ["movie.title"] = "title", ["movie.year"] = "year", ["movie.folderPath"] = "folder_path", ["movie.tmdbId"] = "tmdb_id", ["movie.imdbId"] = "imdb_id",
        ["remoteMovie.title"] = "title", ["remoteMovie.year"] = "year", ["remoteMovie.tmdbId"] = "tmdb_id", ["remoteMovie.imdbId"] = "imdb_id",
        ["episodes.seasonNumber"] = "seasons.season", ["episodes.episodeNumber"] = "seasons.episodes",
        ["release.releaseTitle"] = "release", ["downloadInfo.title"] = "release",
    };

    private static readonly Dictionary<string, string> OfFiles = new(StringComparer.Ordinal)
    {
        ["path"] = "path", ["relativePath"] = "relative_path", ["previousPath"] = "previous_path", ["previousRelativePath"] = "previous_relative_path",
        ["size"] = "size", ["quality"] = "quality", ["releaseGroup"] = "release_group", ["sceneName"] = "scene_name", ["sourcePath"] = "source_path",
        ["recycleBinPath"] = "recycle_bin_path", ["mediaInfo.subtitles"] = "embedded_subtitles",
    };

    public static TheoryData<string> Samples => ArrSamples.Names;

    [Theory]
    [MemberData(nameof(Samples))]
    public void Everything_a_body_tells_is_passed_on_or_named_as_left_out(string sample)
    {
        var published = JsonSerializer.SerializeToElement(WebhookReceivedHandler.EventOf(ArrSamples.Report(sample)), EventJson.Options);
        var passed = Leaves(published, "").ToLookup(leaf => leaf.At, leaf => leaf.Value);

        foreach (var (at, value) in Leaves(ArrSamples.Json(sample), ""))
        {
            // An event type that is not known is not published; neither is what no sender of today writes.
            if (sample.Contains("unknown-event", StringComparison.Ordinal) || IsLeftOut(at))
            {
                continue;
            }

            TargetOf(at).ShouldNotBeNull($"{at} of {sample} is neither passed on nor named as left out");
            if (!IsNone(at, value))
            {
                passed[TargetOf(at)!].ShouldContain(value, $"{at} of {sample}");
            }
        }
    }

    [Fact]
    public void Catalog_says_what_is_left_out() =>
        EventCatalog.Find("webhook_received")!.Description.ShouldContain(WebhookReceived.LeftOut);

    [Fact]
    public void Event_of_an_older_version_is_read_and_shared()
    {
        const string old = """{"source":"sonarr","instance":"S","event_type":"Download","title":"A","season":1,"episodes":[2],"tvdb_id":1,"tmdb_id":null,"imdb_id":null,"release":null,"is_upgrade":false}""";
        var envelope = EventEnvelope.Of(WebhookReceived.Example, EventCause.None, DateTimeOffset.UnixEpoch) with { Data = old };

        envelope.Event.ShouldBeOfType<WebhookReceived>().Files.ShouldBeEmpty();
        JsonElement.Parse(envelope.Shared().Data).GetProperty("title").GetString().ShouldBe("A");
    }

    // The senders write 0 for "no id" and an empty text for "no name"; Radarr's own title stands before the remote one.
    private static bool IsNone(string at, string value) =>
        value.Length == 0 || (value == "0" && (at.EndsWith("Id", StringComparison.Ordinal) || at.EndsWith("year", StringComparison.Ordinal)))
        || at.StartsWith("remoteMovie.", StringComparison.Ordinal);

    private static bool IsLeftOut(string at)
    {
        var parts = at.Split('.');
        if (parts.Length > 1 && FileLists.Contains(parts[0]))
        {
            return LeftOutOfFiles.Contains(parts[1]) || (parts[1] == "mediaInfo" && parts[2] != "subtitles");
        }

        return Enumerable.Range(1, parts.Length).Any(length => LeftOut.Contains(string.Join('.', parts.Take(length))));
    }

    private static string? TargetOf(string at)
    {
        var dot = at.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && FileLists.Contains(at[..dot])
            ? OfFiles.TryGetValue(at[(dot + 1)..], out var field) ? $"{(at.StartsWith("deletedFiles", StringComparison.Ordinal) ? "replaced" : "files")}.{field}" : null
            : PassedOn.GetValueOrDefault(at);
    }

    private static IEnumerable<(string At, string Value)> Leaves(JsonElement value, string at) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Leaves(member.Value, at.Length == 0 ? member.Name : $"{at}.{member.Name}")),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Leaves(item, at)),
        _ => [(at, value.ToString())],
    };
}
