using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Schedules;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Schedules;

namespace Sublarr.Web.Features.Schedules;

/// <summary>Chooses when a schedule runs, and whether it does. It holds at once. One that kept the times of another has its own from then on.</summary>
internal static class ChangeSchedule
{
    /// <summary>What is left out keeps its value.</summary>
    public sealed record Command(string Key) : IRequest<bool>
    {
        public bool? Enabled { get; init; }

        public string? Cron { get; init; }

        public int? EverySeconds { get; init; }

        public string? TimeZone { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        private static readonly int Shortest = (int)Trigger.Shortest.TotalSeconds;
        private static readonly int Longest = (int)Trigger.Longest.TotalSeconds;

        public Validator()
        {
            RuleFor(command => command.Cron).Null().When(command => command.EverySeconds is not null)
                .WithMessage("Send cron or every_seconds, and not both: a schedule goes by the clock or by an interval.");
            RuleFor(command => command.Cron).Custom((cron, context) =>
            {
                if (cron is not null && TriggerTimes.ProblemOf(cron) is { } problem)
                {
                    context.AddFailure(problem);
                }
            });
            RuleFor(command => command.EverySeconds).InclusiveBetween(Shortest, Longest)
                .WithMessage($"Enter {Shortest} to {Longest} seconds: a minute at least, a year at most.");
            RuleFor(command => command.TimeZone).Must(zone => zone is null || ClockZone.Find(zone) is not null)
                .WithMessage(command => $"There is no time zone \"{command.TimeZone}\" on this machine. Enter a name such as Europe/Berlin or UTC.");
        }
    }

    public sealed class Handler(ITimetable timetable, IDbContextFactory<SublarrDbContext> contexts, TimeProvider time) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            if ((await timetable.ListAsync(cancellationToken)).FirstOrDefault(each => each.Schedule.Key == command.Key) is not { } present)
            {
                return false;
            }

            if (command is { TimeZone: not null, Cron: null, EverySeconds: null } && present.Trigger is Trigger.Every)
            {
                throw new ValidationException([new ValidationFailure(nameof(Command.TimeZone), "This schedule goes by an interval, which has no time zone. Send cron too, to let it go by the clock.")]);
            }

            var (chosenEnabled, chosen) = (command.Enabled ?? present.IsEnabled, Chosen(command, present.Trigger));
            if (present.Leader is null && chosenEnabled == present.IsEnabled && chosen == present.Trigger)
            {
                // An interval counts from the change before it: who sends the same each hour would never see it run.
                return true;
            }

            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var settings = await context.Schedules.FindAsync([command.Key], cancellationToken) ?? context.Add(new ScheduleSettings(command.Key)).Entity;
            settings.Change(chosenEnabled, chosen, time.GetUtcNow());
            await context.SaveChangesAsync(cancellationToken);
            timetable.LookAnew();
            return true;
        }

        private static Trigger Chosen(Command command, Trigger present) => command switch
        {
            { Cron: { } cron } => new Trigger.Cron(cron.Trim(), command.TimeZone ?? (present as Trigger.Cron)?.TimeZone ?? TimeZoneInfo.Local.Id),
            { EverySeconds: { } seconds } => new Trigger.Every(TimeSpan.FromSeconds(seconds)),
            { TimeZone: { } zone } when present is Trigger.Cron cron => cron with { TimeZone = zone },
            _ => present,
        };
    }
}
