using MediatR;
using Sublarr.Infrastructure.Schedules;
using Sublarr.Web.Pipeline;

namespace Sublarr.Web.Features.Dashboard;

/// <summary>What runs by itself next.</summary>
internal static class GetNextRuns
{
    private const int Shown = 4;

    public sealed record Query : IRequest<IReadOnlyList<Run>>, ISharedQuery
    {
        public TimeSpan FreshFor => TimeSpan.FromSeconds(2);
    }

    public sealed record Run(string Key, string Name, DateTimeOffset At);

    public sealed class Handler(ITimetable timetable) : IRequestHandler<Query, IReadOnlyList<Run>>
    {
        public async Task<IReadOnlyList<Run>> Handle(Query query, CancellationToken cancellationToken) =>
        [
            .. (await timetable.ListAsync(cancellationToken))
                .Where(schedule => schedule.Next is not null)
                .OrderBy(schedule => schedule.Next)
                .Take(Shown)
                .Select(schedule => new Run(schedule.Schedule.Key, schedule.Schedule.Name, schedule.Next!.Value)),
        ];
    }
}
