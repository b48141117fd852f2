using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Wanted;

namespace Sublarr.Infrastructure.History;

/// <summary>What is to be found in the place of a subtitle that a person did not want: the payload of a job.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Language">The language of the one that went.</param>
/// <param name="IsForced">Whether that was for what is foreign alone.</param>
/// <param name="IsHearingImpaired">Whether that told what is heard, too.</param>
internal sealed record NextOrder(long VideoId, LanguageCode Language, bool IsForced, bool IsHearingImpaired)
{
    /// <summary>The job.</summary>
    public static NewJob Of(KnownSubtitle gone)
    {
        var language = LanguageCode.Find(gone.Row.Language) ?? LanguageCode.Unknown;
        var order = new NextOrder(gone.Video.Id, language, gone.Row.IsForced, gone.Row.IsHearingImpaired);
        return new(JobKinds.FindNext, $"Find another {language.Language.Name} subtitle for {gone.Name}", JobPriority.High)
        {
            Payload = JsonSerializer.Serialize(order, EventJson.Options),
            Key = string.Create(CultureInfo.InvariantCulture, $"find-next:{order.VideoId}:{language.Text}:{order.IsForced}:{order.IsHearingImpaired}"),
            BringsForward = true,
        };
    }
}

/// <summary>Looks for the next at once, whether or not a profile still wants that language: a person has asked.</summary>
internal sealed class FindNextHandler(IDbContextFactory<SublarrDbContext> contexts, ILanguageProfiles profiles, ISubtitleSearch search, SearchTurns turns) : IJobHandler
{
    private static readonly RetrySchedule Retries = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));

    public string Kind => JobKinds.FindNext;

    public int Concurrency => 2;

    public int MostAtOnce => 8;

    public RetrySchedule RetriesOf(Job job) => Retries;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        if (await search.ObstacleAsync(cancellationToken) is { } obstacle)
        {
            return new(new JobOutcome.Skipped(obstacle));
        }

        var order = JsonSerializer.Deserialize<NextOrder>(context.Job.Payload, EventJson.Options) ?? throw new InvalidDataException("The job does not say what it is to find.");
        var wanted = new WantedSubtitle(order.Language, order.IsForced, await WishAsync(order, cancellationToken), IsRequired: true);
        var answers = await turns.TakeAsync(
            order.VideoId, [wanted], left => search.SearchAsync(order.VideoId, left, SearchOrigin.Person, context.Job.Cause, cancellationToken), cancellationToken);
        var found = answers[0].Answer;
        var detail = new AttemptDetail { Note = found.Note };
        return found.Outcome == SearchOutcome.Failed ? new(new JobOutcome.RetryLater(found.Note), detail) : new(JobOutcome.Done, detail);
    }

    // As the profile of the title says it for this language; where it does not, as it was.
    private async Task<Wish> WishAsync(NextOrder order, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var title = await context.Titles.AsNoTracking()
            .FirstOrDefaultAsync(row => context.Set<VideoRow>().Any(video => video.Id == order.VideoId && video.TitleId == row.Id), cancellationToken);
        var profile = title is null ? null : await profiles.ProfileForAsync(title.Subject(), cancellationToken);
        var wanted = profile?.Wanted.FirstOrDefault(wanted => wanted.Language.Covers(order.Language));
        return order.IsForced ? Wish.Include : wanted?.HearingImpaired ?? (order.IsHearingImpaired ? Wish.Prefer : Wish.Include);
    }
}
