using MediatR;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Web.Features.Settings;

/// <summary>The key of the API and of incoming webhooks, to be copied.</summary>
internal static class GetApiKey
{
    public sealed record Query : IRequest<string>;

    public sealed class Handler(SublarrOptions options) : IRequestHandler<Query, string>
    {
        public Task<string> Handle(Query query, CancellationToken cancellationToken) => Task.FromResult(options.ApiKey);
    }
}
