using MediatR;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Web.Features.Settings;

/// <summary>Shows the key of the API and of incoming webhooks. The audit trail tells of it first.</summary>
internal static class RevealApiKey
{
    public sealed record Command : IRequest<string>;

    public sealed class Handler(SublarrOptions options, AuditTrail trail) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command command, CancellationToken cancellationToken)
        {
            await trail.RecordAsync("revealed", new AuditSubject("api_key", null, null), [], cancellationToken);
            return options.ApiKey;
        }
    }
}
