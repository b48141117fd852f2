using MediatR;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Channels.Script.Files;

namespace Sublarr.Web.Features.Hooks;

/// <summary>Takes a script out of the hooks folder. For people who are signed in alone, as <see cref="SaveScript"/> is.</summary>
internal static class DeleteScript
{
    /// <param name="Path">Its path within the hooks folder.</param>
    /// <param name="Version">The version that is meant.</param>
    public sealed record Command(string Path, string Version) : IRequest<string?>;

    public sealed class Handler(IHookFiles files, AuditTrail trail, ConfigNews news) : IRequestHandler<Command, string?>
    {
        /// <returns>Why it is still there, as a sentence; null when it is not.</returns>
        public async Task<string?> Handle(Command command, CancellationToken cancellationToken)
        {
            var problem = await trail.RecordAsync(
                "deleted",
                ScriptAudit.Of(command.Path),
                () => Task.FromResult(files.Delete(command.Path, command.Version)),
                failure => failure is null ? [] : [new AuditChange(AuditTrail.Outcome, null, $"failed: {failure}")]);
            if (problem is null)
            {
                await news.TellAsync("hook_scripts", [command.Path], cancellationToken);
            }

            return problem;
        }
    }
}
