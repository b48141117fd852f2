using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.History;
using Sublarr.Domain.Library;
using Sublarr.Domain.Upgrades;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Upgrades;

/// <summary>For which subtitles a better one is looked for by itself, and when next.</summary>
internal sealed class UpgradeList(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time)
{
    /// <summary>Some of those that are due and that nobody has looked at since a time, the one that is due longest first.</summary>
    /// <param name="since">When the run began, in UTC.</param>
    /// <param name="most">So many at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<long>> DueAsync(DateTimeOffset since, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var terms = await TermsAsync(context, cancellationToken);
        return terms.IsOn
            ? await Due(context, terms, since).OrderBy(row => row.Id).Select(row => row.Id).Take(most).ToListAsync(cancellationToken)
            : [];
    }

    /// <summary>How many are due.</summary>
    /// <param name="since">When the run began, in UTC.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<int> CountAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var terms = await TermsAsync(context, cancellationToken);
        return terms.IsOn ? await Due(context, terms, since).CountAsync(cancellationToken) : 0;
    }

    /// <summary>Notes what came of a look. A new file begins anew.</summary>
    public async Task NoteAsync(long subtitleId, UpgradeLook look, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.Subtitles.AnyAsync(row => row.Id == subtitleId, cancellationToken))
        {
            return;
        }

        var now = time.GetUtcNow();
        var row = await context.UpgradeLooks.FirstOrDefaultAsync(row => row.SubtitleId == subtitleId, cancellationToken)
            ?? context.Add(new UpgradeLookRow { SubtitleId = subtitleId }).Entity;
        // That nobody could be asked says nothing of the subtitle. What was downloaded for a disk that did not take it is not paid for every night.
        var saysNothing = look is { Outcome: UpgradeOutcome.Failed, IsOfDisk: false };
        row.Looks = look.Outcome == UpgradeOutcome.Upgraded ? 0 : saysNothing ? row.Looks : row.Looks + 1;
        row.LookedAt = now;
        row.DueAt = saysNothing ? now : UpgradePace.NextAfter(Math.Max(1, row.Looks), now);
        row.Note = look.Note;
        await context.SaveChangesAsync(cancellationToken);
    }

    private IQueryable<SubtitleRow> Due(SublarrDbContext context, UpgradeTerms terms, DateTimeOffset since)
    {
        var now = time.GetUtcNow();
        var oldest = now - TimeSpan.FromDays(terms.Days);
        var looks = context.Set<UpgradeLookRow>();
        var history = context.Set<SubtitleHistoryRow>();
        return context.Subtitles.AsNoTracking()
            .Where(row => row.Origin == SubtitleOrigin.Downloaded && row.Name != null)
            // What was replaced in this very run is as good as it gets today.
            .Where(row => history.Any(told => told.SubtitleId == row.Id && told.At >= oldest && told.At < since
                && (told.Action == SubtitleAction.Downloaded || told.Action == SubtitleAction.Upgraded)))
            .Where(row => !looks.Any(look => look.SubtitleId == row.Id && (look.DueAt > now || look.LookedAt >= since)));
    }

    private static async Task<UpgradeTerms> TermsAsync(SublarrDbContext context, CancellationToken cancellationToken) =>
        await context.UpgradeTerms.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new UpgradeTerms();
}
