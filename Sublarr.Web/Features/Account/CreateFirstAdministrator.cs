using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;
using Sublarr.Web.Security;

namespace Sublarr.Web.Features.Account;

/// <summary>Makes the administrator of a new Sublarr; answers false when there is one already.</summary>
internal static class CreateFirstAdministrator
{
    public sealed record Command(string UserName, string Password, string PasswordAgain, string? Code = null) : IRequest<bool>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(LostDatabase lost)
        {
            RuleFor(command => command.Code).Must(lost.Accepts).WithMessage($"This is not the code in the file {LostDatabase.CodeFile} of the configuration folder.");
            RuleFor(command => command.UserName).NotEmpty().WithMessage("Enter a user name.")
                .MaximumLength(Administrator.UserNameLimit).WithMessage($"Use at most {Administrator.UserNameLimit} characters.");
            RuleFor(command => command.Password).ChosenPassword();
            RuleFor(command => command.PasswordAgain).Equal(command => command.Password).WithMessage("The two passwords differ.");
        }
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, Passwords passwords, AccountGate gate, LostDatabase lost, TimeProvider time)
        : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            using var turn = await gate.EnterAsync(cancellationToken);
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.Administrators.AnyAsync(cancellationToken))
            {
                return false;
            }

            var administrator = new Administrator(command.UserName.Trim(), time.GetUtcNow());
            if (await passwords.HashAsync(command.Password, cancellationToken) is not { } password)
            {
                throw new ValidationException([new(nameof(Command.Password), "Sublarr is busy. Try again in a moment.")]);
            }

            password.SetFor(administrator);
            context.Administrators.Add(administrator);
            await context.SaveChangesAsync(cancellationToken);
            lost.Answered();
            return true;
        }
    }
}
