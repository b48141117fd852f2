using System.Security.Claims;
using FluentValidation;
using MediatR;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Security;
using Sublarr.Web.Security;

namespace Sublarr.Web.Features.Account;

/// <summary>Begins a session; answers null when it was refused, whatever the reason.</summary>
internal static class SignInWithPassword
{
    public sealed record Command(string UserName, string Password, Visitor Visitor) : IRequest<ClaimsPrincipal?>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.UserName).NotEmpty().WithMessage("Enter your user name.");
            RuleFor(command => command.Password).NotEmpty().WithMessage("Enter your password.");
        }
    }

    public sealed class Handler(PasswordProof proof, Sessions sessions, GuessBrake brake, AuditTrail trail) : IRequestHandler<Command, ClaimsPrincipal?>
    {
        public async Task<ClaimsPrincipal?> Handle(Command command, CancellationToken cancellationToken)
        {
            var start = brake.Start();
            var name = command.UserName.Trim();
            if (!brake.TryTake(name, command.Visitor) || await SignInAsync(name, command, cancellationToken) is not { } principal)
            {
                await brake.FailAsync(start, cancellationToken);
                return null;
            }

            brake.Forgive(name, command.Visitor);
            return principal;
        }

        private async Task<ClaimsPrincipal?> SignInAsync(string name, Command command, CancellationToken cancellationToken)
        {
            // Whoever gives the right password is who the entry tells of.
            using var named = trail.As(new Actor(ActorKind.User, name, command.Visitor.Address));
            Session? session = null;
            var administrator = await proof.AskAsync(
                administrator => administrator.UserName == name,
                command.Password,
                GuessBrake.IsKnown(name, command.Visitor),
                (context, administrator) =>
                {
                    session = sessions.New(administrator, command.Visitor);
                    context.Sessions.Add(session);
                    return Task.CompletedTask;
                },
                cancellationToken);
            if (administrator is null)
            {
                return null;
            }

            await sessions.OpenAsync(session!);
            return Sessions.PrincipalOf(session!, administrator);
        }
    }
}
