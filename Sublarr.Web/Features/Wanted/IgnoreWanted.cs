using MediatR;
using Sublarr.Infrastructure.Wanted;

namespace Sublarr.Web.Features.Wanted;

/// <summary>Ignores a wanted subtitle, or wants it again. False when it is no longer wanted, or was so already.</summary>
internal static class IgnoreWanted
{
    /// <param name="Id">The wanted subtitle.</param>
    /// <param name="IsIgnored">True to ignore it.</param>
    public sealed record Command(long Id, bool IsIgnored) : IRequest<bool>;

    public sealed class Handler(IWantedDesk desk) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken) => await desk.IgnoreAsync([command.Id], command.IsIgnored, cancellationToken) > 0;
    }
}
