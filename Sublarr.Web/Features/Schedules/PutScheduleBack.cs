using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Schedules;

namespace Sublarr.Web.Features.Schedules;

/// <summary>Gives a schedule its usual times again: those of the schedule that it follows, or those that it came with. False when there is no such schedule.</summary>
internal static class PutScheduleBack
{
    public sealed record Command(string Key) : IRequest<bool>;

    public sealed class Handler(ITimetable timetable, IDbContextFactory<SublarrDbContext> contexts, TimeProvider time) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            if ((await timetable.ListAsync(cancellationToken)).FirstOrDefault(each => each.Schedule.Key == command.Key) is not { } present)
            {
                return false;
            }

            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.Schedules.FindAsync([command.Key], cancellationToken) is not { } settings)
            {
                return true;
            }

            if (present.Schedule.Follows is not null)
            {
                context.Remove(settings);
            }
            else
            {
                // Kept, with the time of the change: what would have been due before is not made up for.
                settings.Change(isEnabled: true, present.Schedule.Usual, time.GetUtcNow());
            }

            await context.SaveChangesAsync(cancellationToken);
            timetable.LookAnew();
            return true;
        }
    }
}
