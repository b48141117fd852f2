using MediatR;
using Sublarr.Infrastructure.Audit;
using Sublarr.Web.Security;

namespace Sublarr.Web.Pipeline;

/// <summary>Names who sends a command, so that the audit trail can tell it of every change made on the way.</summary>
/// <typeparam name="TRequest">The command or query.</typeparam>
/// <typeparam name="TResponse">What it answers.</typeparam>
internal sealed class ActorBehavior<TRequest, TResponse>(AuditTrail trail, IServiceProvider services) : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        // Over whoever was named before: what somebody else does may wake this tab, and its commands are still its own.
        if (await services.GetRequiredService<Caller>().WhoAsync() is not { } actor)
        {
            return await next();
        }

        using (trail.As(actor))
        {
            return await next();
        }
    }
}
