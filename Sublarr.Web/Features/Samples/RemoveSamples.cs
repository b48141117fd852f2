using MediatR;
using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Samples;

namespace Sublarr.Web.Features.Samples;

/// <summary>Removes the sample data with every trace.</summary>
internal static class RemoveSamples
{
    public sealed record Command : IRequest<SampleAnswer>;

    public sealed class Handler(ISampleDesk desk) : IRequestHandler<Command, SampleAnswer>
    {
        public Task<SampleAnswer> Handle(Command command, CancellationToken cancellationToken) => desk.RemoveAsync(cancellationToken);
    }
}
