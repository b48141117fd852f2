using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Providers.Samples;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Samples;

/// <summary>
/// What belongs to the sample data, in the row of its provider. That row comes first and goes last: while it is there, so is the sample data.
/// </summary>
internal sealed class SampleBelongings(IDbContextFactory<SublarrDbContext> contexts, ChannelSettings codec)
{
    /// <summary>What belongs to it; null when there is none.</summary>
    public async Task<SamplesSettings?> FindAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Providers.AsNoTracking().SingleOrDefaultAsync(provider => provider.Name == SampleStory.Provider, cancellationToken);
        return row is null ? null : codec.Read<SamplesSettings>(row);
    }

    /// <summary>Notes what belongs to it, and whether its provider is asked.</summary>
    public async Task ChangeAsync(bool isEnabled, Func<SamplesSettings, SamplesSettings> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Providers.FindAsync([SampleStory.Provider], cancellationToken) ?? context.Add(new ProviderRow(SampleStory.Provider)).Entity;
        row.Edit(isEnabled, codec.Write(change(codec.Read<SamplesSettings>(row))));
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Forgets all of it: from here on there is no sample data.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.RemoveRange(await context.Providers.Where(row => row.Name == SampleStory.Provider).ToListAsync(cancellationToken));
        context.RemoveRange(await context.ProviderStates.Where(state => state.Name == SampleStory.Provider).ToListAsync(cancellationToken));
        await context.SaveChangesAsync(cancellationToken);
    }
}
