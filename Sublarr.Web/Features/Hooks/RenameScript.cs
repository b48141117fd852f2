using FluentValidation;
using MediatR;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Channels.Script.Files;
using Sublarr.Web.Channels;

namespace Sublarr.Web.Features.Hooks;

/// <summary>Gives a script another name, also in the hooks that run it.</summary>
internal static class RenameScript
{
    /// <param name="Path">Its path within the hooks folder.</param>
    /// <param name="To">The path it is to have.</param>
    public sealed record Command(string Path, string To) : IRequest<Result>;

    /// <param name="Problem">Why it keeps its name, as a sentence; null when it has the new one.</param>
    /// <param name="Hooks">How many hooks run it by the new one.</param>
    public sealed record Result(string? Problem, int Hooks);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IHookFiles files)
        {
            RuleFor(command => command.To).Custom((path, context) =>
            {
                if (files.ProblemOfName(path) is { } problem)
                {
                    context.AddFailure(problem);
                }
            });
            RuleFor(command => command.To).Must(path => files.Read(path) is null).WithMessage(command => $"There is a script {command.To} already: choose another name.");
        }
    }

    public sealed class Handler(IHookFiles files, IMediator mediator, AuditTrail trail) : IRequestHandler<Command, Result>
    {
        public Task<Result> Handle(Command command, CancellationToken cancellationToken) => trail.RecordAsync(
            "renamed",
            ScriptAudit.Of(command.Path),
            () => RenameAsync(command, cancellationToken),
            result => [result.Problem is null ? new AuditChange("path", command.Path, command.To) : new AuditChange(AuditTrail.Outcome, null, $"failed: {result.Problem}")]);

        // The new name first and the old one last: a hook that begins meanwhile finds its script under either.
        private async Task<Result> RenameAsync(Command command, CancellationToken cancellationToken)
        {
            if (files.Read(command.Path) is not { Text: { } text } script)
            {
                return new($"{command.Path} is gone, no text, or too long: rename it in the hooks folder yourself.", 0);
            }

            var copy = await mediator.Send(new SaveScript.Command(command.To, text, Version: null), cancellationToken);
            if (copy.Saved is null)
            {
                return new(copy.Problem ?? $"There is a script {command.To} already: choose another name.", 0);
            }

            var hooks = await mediator.Send(new GetScriptUsers.Query(command.Path), cancellationToken);
            foreach (var hook in hooks)
            {
                var draft = SubscriptionDraft.Of(HookView.Channel, hook);
                draft.Set("script_path", command.To);
                await mediator.Send(new SaveSubscription.Command(hook.Id, draft), cancellationToken);
            }

            return new(await mediator.Send(new DeleteScript.Command(command.Path, script.Version), cancellationToken), hooks.Count);
        }
    }
}
