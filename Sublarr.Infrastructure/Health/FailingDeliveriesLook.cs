using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Health;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Health;

/// <summary>Says to whom nothing has been delivered for long, and who was switched off for that.</summary>
internal sealed class FailingDeliveriesLook(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time) : IHealthLook
{
    /// <summary>A receiver that restarts is no finding.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public string Name => "deliveries";

    public string Subject => "what is delivered";

    public bool IsToldElsewhere => true;

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - Patience;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var failing = await context.Subscriptions.AsNoTracking()
            .Where(row => row.IsEnabled ? !row.IsPaused && row.FailingSince <= since : row.DisabledReason != null)
            // The look shows some, and says how many more there are.
            .OrderBy(row => row.FailingSince).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        return failing.ConvertAll(Of);
    }

    private HealthFinding Of(Subscription known)
    {
        var subject = $"{ChannelCatalog.Subject(known.Channel)} \"{known.Name}\"";
        var (message, remedy) = known.IsEnabled
            ? ($"Nothing has been delivered to {subject} for {Wording.Duration(time.GetUtcNow() - known.FailingSince!.Value)}.", "Its page says why, and has a test.")
            : ($"{subject} was switched off. {known.DisabledReason}", "Mend its receiver, and switch it on again.");
        return new(HealthLevel.Warning, message, remedy) { About = known.Id.ToString(CultureInfo.InvariantCulture), Page = ChannelCatalog.AddressOf(known.Channel, known.Id) };
    }
}
