using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Retention;

namespace Sublarr.Web.Features.Settings;

/// <summary>Sets how much of the past is kept. What is too much is removed within the hour.</summary>
internal static class ChangeRetention
{
    public sealed record Command(int Days, int FailedDays, int MaximumJobs, int Backups) : IRequest<bool>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Days).InclusiveBetween(1, RetentionLimits.LongestDays).WithMessage($"Enter 1 to {RetentionLimits.LongestDays} days.");
            RuleFor(command => command.FailedDays).InclusiveBetween(1, RetentionLimits.LongestDays).WithMessage($"Enter 1 to {RetentionLimits.LongestDays} days.");
            RuleFor(command => command.FailedDays).GreaterThanOrEqualTo(command => command.Days).When(command => command.Days <= RetentionLimits.LongestDays)
                .WithMessage("Enter as many days as above, or more: what failed is kept at least as long as the rest.");
            RuleFor(command => command.MaximumJobs).InclusiveBetween(RetentionLimits.FewestJobs, RetentionLimits.MostJobs)
                .WithMessage($"Enter {RetentionLimits.FewestJobs} to {RetentionLimits.MostJobs} jobs.");
            RuleFor(command => command.Backups).InclusiveBetween(1, RetentionLimits.MostBackups).WithMessage($"Enter 1 to {RetentionLimits.MostBackups} backups.");
        }
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var limits = await context.RetentionLimits.SingleOrDefaultAsync(cancellationToken) ?? context.Add(new RetentionLimits()).Entity;
            limits.Change(command.Days, command.FailedDays, command.MaximumJobs);
            limits.KeepBackups(command.Backups);
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
    }
}
