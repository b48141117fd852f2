using System.Globalization;
using System.Text.Json;

namespace Sublarr.Domain.Incoming;

/// <summary>Reads the body of a webhook.</summary>
public static class ArrReportReader
{
    /// <summary>How deep the body may be nested; the senders' deepest is five.</summary>
    public const int DepthLimit = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthLimit };

    /// <summary>Reads a report. Every field may be missing, of another type, or unknown.</summary>
    /// <param name="source">Who sent it.</param>
    /// <param name="body">The body in valid UTF-8, without a byte-order mark. Escapes of half a character in it are mended in place.</param>
    /// <param name="instance">The sender's name from the address; null takes the one in the body.</param>
    /// <exception cref="JsonException">It is no JSON, or no JSON object.</exception>
    public static ArrReport Read(ArrSource source, Memory<byte> body, string? instance = null)
    {
        ArrJson.MendSurrogates(body.Span);
        using var document = JsonDocument.Parse(body, Options);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"It is a JSON {document.RootElement.ValueKind.ToString().ToLowerInvariant()}, not an object.");
        }

        return Read(source, document.RootElement, instance);
    }

    private static ArrReport Read(ArrSource source, JsonElement? body, string? instance)
    {
        var eventType = body.Text("eventType"u8) ?? "";
        var subject = source.SubjectOf(eventType);
        var media = body.Member("series"u8) ?? body.Member("movie"u8);
        // What Radarr knows of a movie from its source; its own entry may lack ids.
        var remote = body.Member("remoteMovie"u8);
        return new ArrReport
        {
            Source = source,
            Instance = ArrText.OneLine(instance ?? body.Text("instanceName"u8) ?? ""),
            EventType = ArrText.OneLine(eventType),
            Subject = subject == ArrSubject.Imported && body.Member("episodeFiles"u8) is not null ? ArrSubject.ImportComplete : subject,
            MediaId = media.Id("id"u8),
            Title = media.Text("title"u8) ?? remote.Text("title"u8),
            Year = media.Id("year"u8) ?? remote.Id("year"u8),
            Folder = media.Text("path"u8) ?? media.Text("folderPath"u8),
            TvdbId = media.Id("tvdbId"u8),
            TmdbId = media.Id("tmdbId"u8) ?? remote.Id("tmdbId"u8),
            ImdbId = media.Text("imdbId"u8) ?? remote.Text("imdbId"u8),
            Tags = Tags(media),
            Episodes = body.Items("episodes"u8, Episode),
            Files = Files(body),
            Replaced = body.Items("deletedFiles"u8, File),
            IsUpgrade = body.IsTrue("isUpgrade"u8),
            WithFiles = body.IsTrue("deletedFiles"u8),
            DeleteReason = body.Text("deleteReason"u8),
            Release = Release(body),
            DownloadId = body.Text("downloadId"u8),
            ApplicationUrl = body.Text("applicationUrl"u8) ?? "",
            Message = body.Text("message"u8),
            Level = body.Text("level"u8),
            Check = body.Text("type"u8),
            DownloadStatus = body.Text("downloadStatus"u8),
            Problems = body.Items("downloadStatusMessages"u8, Problem),
        };
    }

    // Numbers would be their ids, which mean nothing here.
    private static string[]? Tags(JsonElement? media) => media.Member("tags"u8) is { ValueKind: JsonValueKind.Array } tags
        ? [.. tags.EnumerateArray().Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => ArrText.OneLine(tag.GetString()!)).Where(tag => tag.Length > 0)]
        : null;

    private static string? Release(JsonElement? body) =>
        body.Member("release"u8).Text("releaseTitle"u8)
        ?? body.Member("downloadInfo"u8).Text("title"u8)
        ?? (body.Member("episodeFile"u8) ?? body.Member("movieFile"u8)).Text("sceneName"u8);

    private static ArrFile[] Files(JsonElement? body)
    {
        if ((body.Member("episodeFile"u8) ?? body.Member("movieFile"u8)) is { } file)
        {
            return [File(file)];
        }

        return
        [
            .. body.Items("episodeFiles"u8, File),
            .. body.Items("renamedEpisodeFiles"u8, File),
            .. body.Items("renamedMovieFiles"u8, File),
        ];
    }

    private static ArrProblem Problem(JsonElement item)
    {
        JsonElement? problem = item;
        var messages = problem.Items("messages"u8, message => message.ValueKind == JsonValueKind.String ? message.GetString()!.Replace('\0', '\uFFFD') : "");
        return new ArrProblem(problem.Text("title"u8), [.. messages.Where(message => message.Length > 0)]);
    }

    private static ArrEpisode Episode(JsonElement item)
    {
        JsonElement? episode = item;
        return new ArrEpisode(episode.Id("id"u8), episode.Number("seasonNumber"u8), episode.Number("episodeNumber"u8), episode.Text("title"u8))
        {
            AiredOn = DateOnly.TryParseExact(episode.Text("airDate"u8), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        };
    }

    private static ArrFile File(JsonElement item)
    {
        JsonElement? file = item;
        return new ArrFile
        {
            Id = file.Id("id"u8),
            Path = file.Text("path"u8),
            RelativePath = file.Text("relativePath"u8),
            PreviousPath = file.Text("previousPath"u8),
            PreviousRelativePath = file.Text("previousRelativePath"u8),
            SourcePath = file.Text("sourcePath"u8),
            RecycleBinPath = file.Text("recycleBinPath"u8),
            Size = file.Long("size"u8),
            Quality = file.Text("quality"u8),
            ReleaseGroup = file.Text("releaseGroup"u8),
            SceneName = file.Text("sceneName"u8),
            EmbeddedSubtitles = file.Member("mediaInfo"u8).Items("subtitles"u8, language => language.ValueKind == JsonValueKind.String ? language.GetString()! : ""),
        };
    }
}
