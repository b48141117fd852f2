using FluentValidation;
using MediatR;
using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Subscriptions;

/// <summary>Switches a hook or webhook on or off, pauses it, or lets it go on; and says what becomes of what was held meanwhile.</summary>
public static class SwitchSubscription
{
    private const int LongestAgeHours = 8_784;

    /// <summary>What is to be done.</summary>
    public enum To
    {
        /// <summary>Events are delivered.</summary>
        On,

        /// <summary>Deliveries are kept until it is switched on.</summary>
        Off,

        /// <summary>Deliveries are kept for a while.</summary>
        Paused,

        /// <summary>Deliveries go on.</summary>
        Resumed,
    }

    /// <param name="Channel">The channel it must be of.</param>
    /// <param name="Id">Which.</param>
    /// <param name="To">What is to be done.</param>
    /// <param name="Held">What becomes of what was held; null sends all of it at once.</param>
    internal sealed record Command(string Channel, long Id, To To, HeldChoice? Held = null) : IRequest<HeldResult?>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Held!.MaxAgeHours).InclusiveBetween(1, LongestAgeHours)
                .When(command => command.Held is not null).WithMessage($"Enter 1 to {LongestAgeHours} hours.");
            RuleFor(command => command.Held!.PerSecond).InclusiveBetween(1, HeldRelease.HighestRate)
                .When(command => command.Held is not null).WithMessage($"Enter 1 to {HeldRelease.HighestRate}.");
        }
    }

    internal sealed class Handler(SubscriptionLookup lookup, ISubscriptionSwitch switchboard, ConfigNews news) : IRequestHandler<Command, HeldResult?>
    {
        public async Task<HeldResult?> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!await lookup.ExistsAsync(command.Channel, command.Id, cancellationToken)
                || await SwitchAsync(command, cancellationToken) is not { } result)
            {
                return null;
            }

            var changed = command.To is To.On or To.Off ? "enabled" : "paused";
            await news.TellAsync(ChannelCatalog.SectionOf(command.Channel), [changed], cancellationToken);
            return result;
        }

        private async Task<HeldResult?> SwitchAsync(Command command, CancellationToken cancellationToken)
        {
            var release = command.Held?.ToRelease() ?? HeldRelease.All;
            return command.To switch
            {
                To.On => await switchboard.EnableAsync(command.Id, release, cancellationToken),
                To.Resumed => await switchboard.ResumeAsync(command.Id, release, cancellationToken),
                To.Paused => await switchboard.PauseAsync(command.Id, cancellationToken) ? new HeldResult(0, 0) : null,
                _ => await switchboard.DisableAsync(command.Id, cancellationToken) ? new HeldResult(0, 0) : null,
            };
        }
    }
}

/// <summary>What becomes of deliveries that were held, when they may be sent again.</summary>
/// <param name="Discard">True gives all of them up.</param>
/// <param name="MaxAgeHours">Those queued longer ago are given up; none when left out.</param>
/// <param name="PerSecond">How many are sent in a second, the oldest first; as fast as they go when left out.</param>
internal sealed record HeldChoice(bool? Discard = null, int? MaxAgeHours = null, int? PerSecond = null)
{
    public HeldRelease ToRelease() => new(Discard ?? false, MaxAgeHours is { } hours ? TimeSpan.FromHours(hours) : null, PerSecond);
}
