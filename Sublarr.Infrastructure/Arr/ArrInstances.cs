using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Arr;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Infrastructure.Arr;

/// <summary>The instances that are asked, with their keys in plain text, and what is known of them.</summary>
internal sealed class ArrInstances(IDbContextFactory<SublarrDbContext> contexts, ISecretProtector protector)
{
    /// <summary>Those that are switched on, with how they are.</summary>
    public async Task<IReadOnlyList<(ArrInstance Instance, ArrState State)>> EnabledAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var instances = await context.ArrInstances.AsNoTracking().Where(instance => instance.IsEnabled).OrderBy(instance => instance.Id).ToListAsync(cancellationToken);
        var states = await context.ArrStates.AsNoTracking().ToDictionaryAsync(state => state.InstanceId, cancellationToken);
        return [.. instances.Select(instance => (instance, states.GetValueOrDefault(instance.Id) ?? new ArrState(instance.Id)))];
    }

    /// <summary>One of them; null when it is deleted or switched off.</summary>
    public async Task<(ArrInstance Instance, ArrState State)?> FindAsync(long id, CancellationToken cancellationToken) =>
        (await EnabledAsync(cancellationToken)).Where(each => each.Instance.Id == id).Select(each => ((ArrInstance, ArrState)?)each).FirstOrDefault();

    /// <summary>How to ask one.</summary>
    /// <exception cref="ArrException">Its key cannot be decrypted.</exception>
    public ArrServer ServerOf(ArrInstance instance)
    {
        try
        {
            return new ArrServer(instance.Source, instance.Name, instance.Url, protector.Unprotect(instance.ApiKey));
        }
        catch (CryptographicException exception)
        {
            throw ArrSentences.LostKey(exception);
        }
    }

    /// <summary>Stores what was found out of one; nothing when it was deleted meanwhile.</summary>
    public async Task ChangeAsync(long id, Action<ArrState> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.ArrInstances.AnyAsync(instance => instance.Id == id, cancellationToken))
        {
            return;
        }

        var state = await context.ArrStates.FindAsync([id], cancellationToken) ?? context.Add(new ArrState(id)).Entity;
        change(state);
        await context.SaveChangesAsync(cancellationToken);
    }
}
