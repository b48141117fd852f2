using FluentValidation;
using MediatR;
using Sublarr.Web.Security;

namespace Sublarr.Web.Features.Settings;

/// <summary>Sets another password, which ends every sign-in made with the old one.</summary>
internal static class ChangePassword
{
    public enum Answer
    {
        Changed,
        WrongPassword,
        Locked,
    }

    public sealed record Command(long AdministratorId, string CurrentPassword, string NewPassword, string NewPasswordAgain) : IRequest<Answer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.CurrentPassword).NotEmpty().WithMessage("Enter your current password.");
            RuleFor(command => command.NewPassword).ChosenPassword();
            RuleFor(command => command.NewPasswordAgain).Equal(command => command.NewPassword).WithMessage("The two passwords differ.");
        }
    }

    public sealed class Handler(PasswordProof proof, Passwords passwords) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command command, CancellationToken cancellationToken)
        {
            var answer = await proof.AskAsync(
                administrator => administrator.Id == command.AdministratorId,
                command.CurrentPassword,
                administrator => passwords.Set(administrator, command.NewPassword),
                cancellationToken);
            return answer switch
            {
                { Administrator: not null } => Answer.Changed,
                { LockedUntil: not null } => Answer.Locked,
                _ => Answer.WrongPassword,
            };
        }
    }
}
