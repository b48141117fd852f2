using System.Globalization;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Health;

namespace Sublarr.Infrastructure.Health;

/// <summary>Tells of errors that begin and end, each once.</summary>
internal sealed class HealthNews(HealthBook book, IEventBus bus)
{
    /// <summary>Tells what has not been told, and stores that.</summary>
    /// <returns>What is known then: without what is over.</returns>
    public async Task<IReadOnlyList<KnownFinding>> TellAsync(IReadOnlyList<KnownFinding> known, EventCause cause, CancellationToken cancellationToken)
    {
        var untold = known.Where(finding => finding.IsUntold).ToList();
        // What is over first: it was so before what is there now.
        foreach (var finding in untold.OrderByDescending(finding => finding.EndedAt is not null))
        {
            await TellAsync(finding, known, cause, cancellationToken);
        }

        if (untold.Count == 0)
        {
            return known;
        }

        List<KnownFinding> told = [.. known.Where(finding => finding.EndedAt is null).Select(finding => finding with { IsTold = finding.IsNews })];
        await book.SaveAsync(record => record.Keep(told), cancellationToken);
        return told;
    }

    private async Task TellAsync(KnownFinding known, IReadOnlyList<KnownFinding> all, EventCause cause, CancellationToken cancellationToken)
    {
        if (!known.IsTold)
        {
            await PublishAsync(known, "down", Word(known.Finding.Level), Word(known.Before), NewsOf(known.Finding), cause, cancellationToken);
        }

        if (known.EndedAt is not null)
        {
            var rest = all.FirstOrDefault(other => other.EndedAt is null && other.IsSame(known))?.Finding;
            var message = rest is { Level: > HealthLevel.Notice } ? NewsOf(rest) : known.Finding.Recovery ?? $"This is over: {known.Finding.News ?? known.Finding.Message}";
            await PublishAsync(known, "up", Word(rest?.Level), Word(known.Finding.Level), message, cause, cancellationToken);
        }
    }

    private Task PublishAsync(KnownFinding known, string what, string status, string before, string message, EventCause cause, CancellationToken cancellationToken) => bus.PublishAsync(
        new HealthChanged(known.Look.Replace('-', '_'), status, before, message), cause, cancellationToken,
        string.Create(CultureInfo.InvariantCulture, $"health:{known.Look}:{known.Finding.About}:{known.Since.ToUnixTimeMilliseconds()}:{what}"));

    private static string NewsOf(HealthFinding finding) => finding.News ?? $"{finding.Message} {finding.Remedy}";

    private static string Word(HealthLevel? level) => level switch
    {
        HealthLevel.Error => "error",
        HealthLevel.Warning => "warning",
        _ => "ok",
    };
}
