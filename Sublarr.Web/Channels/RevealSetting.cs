using System.Security.Cryptography;
using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Settings;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Channels;

/// <summary>Shows a secret or a whole address of a subscription, for people who are signed in alone. The audit trail tells of it first.</summary>
internal static class RevealSetting
{
    /// <param name="Channel">The channel it is of.</param>
    /// <param name="Id">Which.</param>
    /// <param name="Field">The name of the setting.</param>
    public sealed record Command(string Channel, long Id, string Field) : IRequest<string?>;

    public sealed class Handler(SubscriptionLookup lookup, ChannelForms forms, AuditTrail trail) : IRequestHandler<Command, string?>
    {
        public async Task<string?> Handle(Command command, CancellationToken cancellationToken)
        {
            if (await lookup.ListAsync(command.Channel, command.Id, cancellationToken) is not [{ } stored] || forms.Find(stored.Channel) is not { } form)
            {
                return null;
            }

            var subject = new AuditSubject(ChannelCatalog.Find(stored.Channel)!.Subject, stored.Id, stored.Name);
            await trail.RecordAsync("revealed", subject, [new(command.Field, null, null, IsSecret: true)], cancellationToken);
            try
            {
                return form.Reveal(stored, command.Field);
            }
            catch (Exception exception) when (exception is JsonException or InvalidDataException)
            {
                throw Refused(command.Field, "The settings it is stored with cannot be read: enter them again.");
            }
            catch (CryptographicException)
            {
                throw Refused(command.Field, "It cannot be decrypted: the keys in the config folder are not those it was encrypted with. Restore the folder \"keys\", or enter it again.");
            }
        }

        private static ValidationException Refused(string field, string message) => new([new ValidationFailure($"{SettingProblem.Root}{field}", message)]);
    }
}
