using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>Where webhooks may go, for those who set it.</summary>
public interface IEgressGuard
{
    /// <summary>What the environment says; it cannot be changed while Sublarr runs.</summary>
    EgressSettings Environment { get; }

    /// <summary>What webhooks go through; null when they go directly.</summary>
    EgressProxy? Proxy { get; }

    /// <summary>What is in force: the environment's word and the stored choice together.</summary>
    EgressSettings InForce { get; }

    /// <summary>Puts what is stored in force, from the next delivery on.</summary>
    Task AdoptAsync(CancellationToken cancellationToken);

    /// <summary>Learns at which ports this Sublarr listens: webhooks to itself would go round for ever.</summary>
    void ListensAt(IReadOnlyCollection<int> ports);

    /// <summary>What would be decided about a host, without sending anything to it. An empty list when the name has no address.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<EgressFinding>> ExamineAsync(string host, int port, CancellationToken cancellationToken);
}

internal sealed class EgressGuard(
    OutboundOptions options, IDbContextFactory<SublarrDbContext> contexts, EgressPolicy policy, EgressDialler dialler) : IEgressGuard
{
    public EgressSettings Environment => options.Egress;

    public EgressProxy? Proxy => options.Proxy;

    public EgressSettings InForce => policy.InForce;

    public async Task AdoptAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        policy.Adopt(await context.EgressChoices.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new EgressChoice());
    }

    public void ListensAt(IReadOnlyCollection<int> ports) => policy.ListensAt(ports);

    public async Task<IReadOnlyList<EgressFinding>> ExamineAsync(string host, int port, CancellationToken cancellationToken)
    {
        try
        {
            return await dialler.ExamineAsync(host, port, cancellationToken);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
