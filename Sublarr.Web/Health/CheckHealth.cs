using MediatR;
using Sublarr.Infrastructure.Health;
using Sublarr.Infrastructure.Schedules;

namespace Sublarr.Web.Health;

/// <summary>Checks Sublarr's health now. Gives the job, which is the one that is open if there is one.</summary>
internal static class CheckHealth
{
    public sealed record Command : IRequest<long>;

    public sealed class Handler(ITimetable timetable) : IRequestHandler<Command, long>
    {
        public async Task<long> Handle(Command command, CancellationToken cancellationToken) =>
            await timetable.RunAsync(HealthSchedule.Name, cancellationToken) ?? throw new InvalidOperationException($"There is no schedule \"{HealthSchedule.Name}\".");
    }
}
