using Sublarr.Domain.History;
using Sublarr.Infrastructure.History;

namespace Sublarr.Web.Features.History;

/// <summary>Some of the history. The page and the API mean the same by it.</summary>
internal sealed record HistoryFilter
{
    /// <summary>Only of this video; null for all.</summary>
    public long? VideoId { get; init; }

    /// <summary>Only of this series or movie; null for all.</summary>
    public long? TitleId { get; init; }

    /// <summary>Only what was done so; null for all.</summary>
    public SubtitleAction? Action { get; init; }

    /// <summary>Only of this language, as an IETF tag; null for all.</summary>
    public string? Language { get; init; }

    /// <summary>Only from this provider; null for all.</summary>
    public string? Provider { get; init; }

    /// <summary>What it lets through.</summary>
    public IQueryable<SubtitleHistoryRow> Of(IQueryable<SubtitleHistoryRow> rows)
    {
        rows = VideoId is { } video ? rows.Where(row => row.VideoId == video) : rows;
        rows = TitleId is { } title ? rows.Where(row => row.TitleId == title) : rows;
        rows = Action is { } action ? rows.Where(row => row.Action == action) : rows;
        rows = Language is { } language ? rows.Where(row => row.Language == language) : rows;
        return Provider is { } provider ? rows.Where(row => row.Provider == provider) : rows;
    }
}
