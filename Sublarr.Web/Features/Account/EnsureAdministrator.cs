using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;
using Sublarr.Web.Security;

namespace Sublarr.Web.Features.Account;

/// <summary>Makes the administrator that the environment names, or gives it the password found there: the way back in when it is forgotten.</summary>
internal static class EnsureAdministrator
{
    public sealed record Command(string UserName, string Password) : IRequest;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, Passwords passwords, Sessions sessions, LostDatabase lost, TimeProvider time)
        : IRequestHandler<Command>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var administrator = await context.Administrators.SingleOrDefaultAsync(known => known.UserName == command.UserName, cancellationToken);
            if (administrator is null)
            {
                administrator = new Administrator(command.UserName, time.GetUtcNow());
                context.Administrators.Add(administrator);
            }
            else if (await passwords.CheckAsync(administrator, command.Password, isKnown: true, cancellationToken) is { IsRight: true })
            {
                // Set anew it would end every sign-in at every start.
                return Unit.Value;
            }

            // Nobody calls yet, so there is room.
            (await passwords.HashAsync(command.Password, cancellationToken))!.SetFor(administrator);
            await context.EndSessionsOfAsync(administrator.Id, exceptId: null, cancellationToken);
            await context.SaveChangesAsync(cancellationToken);
            lost.Answered();
            await sessions.EndAllAsync(administrator.Id, exceptId: null);
            return Unit.Value;
        }
    }
}
