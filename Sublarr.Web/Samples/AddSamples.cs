using MediatR;
using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Samples;

namespace Sublarr.Web.Samples;

/// <summary>Adds the sample data, or what is missing of it.</summary>
internal static class AddSamples
{
    public sealed record Command : IRequest<SampleAnswer>;

    public sealed class Handler(ISampleDesk desk) : IRequestHandler<Command, SampleAnswer>
    {
        public Task<SampleAnswer> Handle(Command command, CancellationToken cancellationToken) => desk.AddAsync(cancellationToken);
    }
}
