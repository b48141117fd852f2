using MediatR;
using Sublarr.Infrastructure.Channels.Script.Files;

namespace Sublarr.Web.Features.Hooks;

/// <summary>One script with its text and what it said before.</summary>
internal static class GetScript
{
    /// <param name="Path">Its path within the hooks folder.</param>
    public sealed record Query(string Path) : IRequest<Result>;

    /// <param name="Script">The script; null when there is none of that name.</param>
    /// <param name="NameProblem">Why it cannot be written under that name, as a sentence; null when it can.</param>
    /// <param name="Revisions">What it said before, newest first.</param>
    public sealed record Result(HookText? Script, string? NameProblem, IReadOnlyList<HookRevision> Revisions);

    public sealed class Handler(IHookFiles files) : IRequestHandler<Query, Result>
    {
        public Task<Result> Handle(Query query, CancellationToken cancellationToken) =>
            Task.FromResult(new Result(files.Read(query.Path), files.ProblemOfName(query.Path), files.Revisions(query.Path)));
    }
}
