using System.Security.Claims;
using FluentValidation;
using MediatR;
using Sublarr.Web.Security;

namespace Sublarr.Web.Features.Account;

internal static class SignInWithPassword
{
    public sealed record Command(string UserName, string Password) : IRequest<Answer>;

    /// <summary>What came of it.</summary>
    /// <param name="Principal">For the cookie; null when the sign-in was refused.</param>
    /// <param name="IsLocked">The account is locked after too many failures.</param>
    public sealed record Answer(ClaimsPrincipal? Principal, bool IsLocked);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.UserName).NotEmpty().WithMessage("Enter your user name.");
            RuleFor(command => command.Password).NotEmpty().WithMessage("Enter your password.");
        }
    }

    public sealed class Handler(PasswordProof proof) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command command, CancellationToken cancellationToken)
        {
            var name = command.UserName.Trim();
            var answer = await proof.AskAsync(administrator => administrator.UserName == name, command.Password, _ => { }, cancellationToken);
            return new Answer(answer.Administrator is { } administrator ? Sessions.Issue(administrator) : null, answer.LockedUntil is not null);
        }
    }
}
