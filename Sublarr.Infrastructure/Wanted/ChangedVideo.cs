using Sublarr.Domain.Events;
using Sublarr.Domain.Languages;
using Sublarr.Infrastructure.Library;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>A video that has changed, and what its profile makes of it.</summary>
/// <param name="ChangeId">The number of the change.</param>
/// <param name="Row">The video.</param>
/// <param name="Title">What it belongs to.</param>
/// <param name="Import">The job that looked at it because it was imported; null for any other reason.</param>
/// <param name="Present">The subtitles in it and beside it.</param>
/// <param name="Profile">The profile that holds for it.</param>
internal sealed record ChangedVideo(long ChangeId, VideoNumbers Row, TitleRow Title, long? Import, IReadOnlyCollection<PresentSubtitle> Present, LanguageProfile Profile)
{
    /// <summary>The video's id.</summary>
    public long Id => Row.Id;

    /// <summary>What people call it.</summary>
    public string Name => Say.Item(Title.Name, Row.Season, Row.Episode);

    /// <summary>What it lacks, the most wanted first.</summary>
    public IReadOnlyList<WantedSubtitle> Lacks { get; } = Profile.Missing(Present);

    /// <summary>The languages that are required and there.</summary>
    public IEnumerable<LanguageCode> Required => Profile.Wanted.Where(wanted => wanted.IsRequired && wanted.IsThere(Present)).Select(wanted => wanted.Language);

    /// <summary>True when all that is required is there, and something is.</summary>
    public bool IsComplete => !Lacks.Any(wanted => wanted.IsRequired) && Required.Any();

    /// <summary>True when a subtitle in this language is there.</summary>
    public bool Has(LanguageCode language) => Present.Any(subtitle => language.Covers(subtitle.Language));
}

/// <summary>Which video it is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Season">Its season; null for movies.</param>
/// <param name="Episode">Its first episode; null for movies.</param>
internal readonly record struct VideoNumbers(long Id, int? Season, int? Episode);
