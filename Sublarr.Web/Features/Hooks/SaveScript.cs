using FluentValidation;
using MediatR;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Channels.Script.Files;

namespace Sublarr.Web.Features.Hooks;

/// <summary>
/// Writes a script into the hooks folder. For people who are signed in alone: the API key, which Sonarr and Radarr hold too,
/// must not be able to bring a program onto the server.
/// </summary>
internal static class SaveScript
{
    /// <param name="Path">Its path within the hooks folder.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="Version">The version it was made from; null for a new file.</param>
    public sealed record Command(string Path, string Text, string? Version) : IRequest<HookSave>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IHookFiles files)
        {
            RuleFor(command => command.Path).Custom((path, context) => Refuse(context, files.ProblemOfName(path)));
            RuleFor(command => command.Text).Custom((text, context) => Refuse(context, files.ProblemOfText(text)));
        }

        private static void Refuse(ValidationContext<Command> context, string? problem)
        {
            if (problem is not null)
            {
                context.AddFailure(problem);
            }
        }
    }

    public sealed class Handler(IHookFiles files, AuditTrail trail, ConfigNews news) : IRequestHandler<Command, HookSave>
    {
        public async Task<HookSave> Handle(Command command, CancellationToken cancellationToken)
        {
            var result = await trail.RecordAsync(
                command.Version is null ? "created" : "changed",
                ScriptAudit.Of(command.Path),
                () => Task.FromResult(files.Save(command.Path, command.Text, command.Version, trail.Current.Name)),
                saved => Told(saved, command.Version));
            if (result.Saved is { } saved && saved.Version != command.Version)
            {
                await news.TellAsync("hook_scripts", [command.Path], cancellationToken);
            }

            return result;
        }

        // What somebody else has changed meanwhile is left alone, and so is what says what it said.
        private static IReadOnlyList<AuditChange>? Told(HookSave result, string? former) => result switch
        {
            { Problem: { } problem } => [new(AuditTrail.Outcome, null, $"failed: {problem}")],
            { Saved: { } saved } when saved.Version != former => [new("text", null, null)],
            _ => null,
        };
    }
}
