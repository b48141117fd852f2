using MediatR;
using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Samples;

namespace Sublarr.Web.Samples;

/// <summary>What there is of the sample data, and how far it is.</summary>
internal static class GetSamples
{
    public sealed record Query : IRequest<SampleStatus>;

    public sealed class Handler(ISampleDesk desk) : IRequestHandler<Query, SampleStatus>
    {
        public Task<SampleStatus> Handle(Query query, CancellationToken cancellationToken) => desk.StatusAsync(cancellationToken);
    }
}
