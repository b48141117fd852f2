using MediatR;
using Sublarr.Infrastructure.Schedules;

namespace Sublarr.Web.Features.Schedules;

/// <summary>Runs a schedule now. Gives the job, which is the one that is open if there is one; null when there is no such schedule.</summary>
internal static class RunSchedule
{
    public sealed record Command(string Key) : IRequest<long?>;

    public sealed class Handler(ITimetable timetable) : IRequestHandler<Command, long?>
    {
        public Task<long?> Handle(Command command, CancellationToken cancellationToken) => timetable.RunAsync(command.Key, cancellationToken);
    }
}
