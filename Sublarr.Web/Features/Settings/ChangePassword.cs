using FluentValidation;
using MediatR;
using Sublarr.Web.Security;

namespace Sublarr.Web.Features.Settings;

/// <summary>Sets another password, which ends every other sign-in made with the old one.</summary>
internal static class ChangePassword
{
    public enum Answer
    {
        Changed,
        WrongPassword,
        TooOften,
    }

    /// <param name="AdministratorId">Whose.</param>
    /// <param name="SessionId">The session that asks, and goes on.</param>
    /// <param name="CurrentPassword">The one to be replaced.</param>
    /// <param name="NewPassword">The one that replaces it.</param>
    /// <param name="NewPasswordAgain">The same.</param>
    public sealed record Command(long AdministratorId, string? SessionId, string CurrentPassword, string NewPassword, string NewPasswordAgain) : IRequest<Answer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.CurrentPassword).NotEmpty().WithMessage("Enter your current password.");
            RuleFor(command => command.NewPassword).ChosenPassword();
            RuleFor(command => command.NewPasswordAgain).Equal(command => command.NewPassword).WithMessage("The two passwords differ.");
        }
    }

    public sealed class Handler(PasswordProof proof, Passwords passwords, Sessions sessions, PasswordChanges changes) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!changes.TryTake(command.AdministratorId) || await passwords.HashAsync(command.NewPassword, cancellationToken) is not { } password)
            {
                return Answer.TooOften;
            }

            var administrator = await proof.AskAsync(
                administrator => administrator.Id == command.AdministratorId,
                command.CurrentPassword,
                isKnown: true,
                async (context, administrator) =>
                {
                    password.SetFor(administrator);
                    await context.EndSessionsOfAsync(administrator.Id, command.SessionId, cancellationToken);
                },
                cancellationToken);
            if (administrator is null)
            {
                return Answer.WrongPassword;
            }

            changes.Forgive(command.AdministratorId);
            await sessions.EndAllAsync(administrator.Id, command.SessionId);
            return Answer.Changed;
        }
    }
}
