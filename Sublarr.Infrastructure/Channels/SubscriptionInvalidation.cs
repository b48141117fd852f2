using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Sublarr.Infrastructure.Channels;

/// <summary>Tells the directory that something was saved. Saves through EF Core are made by people and few, so it does not ask what.</summary>
internal sealed class SubscriptionInvalidation(SubscriptionDirectory directory) : SaveChangesInterceptor
{
    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        directory.Invalidate();
        return ValueTask.FromResult(result);
    }
}
