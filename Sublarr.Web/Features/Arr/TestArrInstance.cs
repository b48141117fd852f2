using System.Security.Cryptography;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Web.Features.Arr;

/// <summary>Tries a Sonarr or Radarr out, as it is stored or as it is typed. Nothing is stored.</summary>
internal static class TestArrInstance
{
    /// <param name="Id">What is laid under the draft; null for a new one.</param>
    /// <param name="Draft">What is typed; null for what is stored.</param>
    /// <param name="Told">Hears of each step as it is known; null when nobody watches.</param>
    public sealed record Command(long? Id, ArrDraft? Draft, Func<TestStep, Task>? Told = null) : IRequest<Result?>;

    /// <param name="Success">True when every step was passed.</param>
    /// <param name="Steps">What was asked, in its order.</param>
    public sealed record Result(bool Success, IReadOnlyList<TestStep> Steps);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ArrRules rules) => RuleFor(command => command).CustomAsync(async (command, context, cancellationToken) =>
        {
            foreach (var problem in command.Draft is { } draft ? await rules.ProblemsOfAsync(command.Id, draft, cancellationToken) : [])
            {
                context.AddFailure(problem);
            }
        });
    }

    public sealed class Handler(IMediator mediator, IDbContextFactory<SublarrDbContext> contexts, ISecretProtector protector, IArrTest test) : IRequestHandler<Command, Result?>
    {
        public async Task<Result?> Handle(Command command, CancellationToken cancellationToken)
        {
            var stored = command.Id is { } id ? (await mediator.Send(new GetArrInstances.Query(id), cancellationToken)).SingleOrDefault() : null;
            if (stored is null && (command.Id is not null || command.Draft is null))
            {
                return null;
            }

            var draft = command.Draft ?? new ArrDraft { Kind = stored!.Kind, Name = stored.Name, Url = stored.Url };
            if (!draft.HasKey && await KeyOfAsync(stored!.Id, cancellationToken) is { } key)
            {
                draft = new ArrDraft { Kind = draft.Kind, Name = draft.Name, Url = draft.Url, ApiKey = key, PathMappings = draft.PathMappings };
            }

            return draft.HasKey ? await RunAsync(draft.Read(null), draft.PathMappings ?? stored?.PathMappings ?? [], command.Told, cancellationToken) : LostKey;
        }

        private static Result LostKey { get; } = new(false, [new("key accepted", false, "The stored API key cannot be decrypted any more: enter it again.")]);

        private async Task<Result> RunAsync(ArrEdit edit, IReadOnlyList<PathMapping> mappings, Func<TestStep, Task>? told, CancellationToken cancellationToken)
        {
            var steps = new List<TestStep>();
            await foreach (var step in test.RunAsync(new ArrServer(edit.Source, edit.Name, edit.Url, edit.ApiKey), mappings, cancellationToken))
            {
                steps.Add(step);
                await (told?.Invoke(step) ?? Task.CompletedTask);
            }

            return new(steps.TrueForAll(step => step.Ok), steps);
        }

        private async Task<string?> KeyOfAsync(long id, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var stored = await context.ArrInstances.AsNoTracking().Where(instance => instance.Id == id).Select(instance => instance.ApiKey).SingleAsync(cancellationToken);
            try
            {
                return protector.Unprotect(stored);
            }
            catch (CryptographicException)
            {
                return null;
            }
        }
    }
}
