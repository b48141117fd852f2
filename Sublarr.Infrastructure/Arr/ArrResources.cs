using System.Text.Json;

namespace Sublarr.Infrastructure.Arr;

// What is read of their answers, and no more: all else is passed over as it comes.

/// <summary>What an instance says of itself.</summary>
internal sealed record ArrStatus(string? AppName, string? InstanceName, string? Version, string? UrlBase);

/// <summary>A folder that an instance keeps its library in.</summary>
internal sealed record ArrFolder(int Id, string? Path, bool? Accessible);

/// <summary>A label.</summary>
internal sealed record ArrTag(int Id, string? Label);

/// <summary>A series or a movie.</summary>
internal sealed record ArrTitle(int Id, string? Title, int? Year, string? Path, int? TvdbId, int? TmdbId, string? ImdbId)
{
    public bool? Monitored { get; init; }

    public bool? HasFile { get; init; }

    public string? SeriesType { get; init; }

    public IReadOnlyList<int>? Tags { get; init; }

    public ArrVideo? MovieFile { get; init; }

    public ArrStatistics? Statistics { get; init; }
}

/// <summary>How much there is of a series.</summary>
internal sealed record ArrStatistics(int? EpisodeFileCount);

/// <summary>A video file of a series or movie.</summary>
internal sealed record ArrVideo(int Id, string? Path, string? RelativePath, long? Size, int? SeasonNumber)
{
    public string? SceneName { get; init; }

    public string? ReleaseGroup { get; init; }

    public DateTimeOffset? DateAdded { get; init; }
}

/// <summary>An episode.</summary>
internal sealed record ArrEpisodeEntry(int Id, int? SeasonNumber, int? EpisodeNumber, string? Title)
{
    public int? EpisodeFileId { get; init; }

    public bool? Monitored { get; init; }
}

/// <summary>Something that an instance did, as its history tells it: once for each episode it concerns.</summary>
internal sealed record ArrEntry(long Id, DateTimeOffset Date)
{
    public int? SeriesId { get; init; }

    public int? MovieId { get; init; }

    public int? EpisodeId { get; init; }

    public string? SourceTitle { get; init; }

    public string? DownloadId { get; init; }

    /// <summary>A word; before there were words a number.</summary>
    public JsonElement EventType { get; init; }

    /// <summary>What there is to say besides. Each kind has its own.</summary>
    public Dictionary<string, JsonElement>? Data { get; init; }

    public ArrTitle? Series { get; init; }

    public ArrTitle? Movie { get; init; }

    public ArrEpisodeEntry? Episode { get; init; }

    public int? MediaId => SeriesId ?? MovieId;

    public ArrTitle? Media => Series ?? Movie;

    /// <summary>The text at a name, however that is capitalised; null where there is none.</summary>
    public string? Text(string name)
    {
        var value = Data?.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        return value is { ValueKind: JsonValueKind.String or JsonValueKind.Number } told && told.ToString() is { Length: > 0 } text ? text : null;
    }
}
