using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>Some of what is wanted. The page, the API and the search of many mean the same by it.</summary>
public sealed record WantedFilter
{
    /// <summary>Only of series, or of movies; null for both.</summary>
    public TitleKind? Kind { get; init; }

    /// <summary>Only this language, as an IETF tag; null for all.</summary>
    public string? Language { get; init; }

    /// <summary>Only whole subtitles, forced ones, or those for the hard of hearing; null for all.</summary>
    public SubtitleVariant? Variant { get; init; }

    /// <summary>Only of this title; null for all.</summary>
    public long? TitleId { get; init; }

    /// <summary>Only of titles with this text in their names; null for all.</summary>
    public string? Search { get; init; }

    /// <summary>True for what nobody wants to hear of, false for what is looked for, null for both.</summary>
    public bool? IsIgnored { get; init; } = false;

    /// <summary>True for what must be there, false for what is nice to have, null for both.</summary>
    public bool? IsRequired { get; init; }

    /// <summary>What it lets through.</summary>
    public IQueryable<WantedRow> In(SublarrDbContext context)
    {
        IQueryable<WantedRow> rows = context.Wanted.AsNoTracking();
        rows = IsIgnored switch
        {
            // Said like this an index answers.
            false => rows.Where(row => row.IgnoredAt == null),
            true => rows.Where(row => row.IgnoredAt != null),
            null => rows,
        };
        rows = IsRequired is { } required ? rows.Where(row => row.IsRequired == required) : rows;
        rows = Language is { } language ? rows.Where(row => row.Language == language) : rows;
        rows = Variant is { } variant ? rows.Where(row => row.Variant == variant) : rows;
        if (TitlesIn(context) is not { } titles)
        {
            return rows;
        }

        var videos = context.Set<VideoRow>().Where(video => titles.Contains(video.TitleId)).Select(video => video.Id);
        return rows.Where(row => videos.Contains(row.VideoId));
    }

    private IQueryable<long>? TitlesIn(SublarrDbContext context)
    {
        if (Kind is null && TitleId is null && string.IsNullOrWhiteSpace(Search))
        {
            return null;
        }

        IQueryable<TitleRow> titles = context.Titles.AsNoTracking();
        titles = Kind is { } kind ? titles.Where(title => title.Kind == kind) : titles;
        titles = TitleId is { } id ? titles.Where(title => title.Id == id) : titles;
        titles = string.IsNullOrWhiteSpace(Search) ? titles : titles.WhereText(Search.Trim(), title => title.Name);
        return titles.Select(title => title.Id);
    }
}
