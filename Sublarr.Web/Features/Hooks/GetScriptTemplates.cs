using MediatR;
using Sublarr.Web.Features.Hooks.Templates;

namespace Sublarr.Web.Features.Hooks;

/// <summary>The scripts to start from.</summary>
internal static class GetScriptTemplates
{
    public sealed record Query : IRequest<IReadOnlyList<IScriptTemplate>>;

    public sealed class Handler(IEnumerable<IScriptTemplate> templates) : IRequestHandler<Query, IReadOnlyList<IScriptTemplate>>
    {
        public Task<IReadOnlyList<IScriptTemplate>> Handle(Query query, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<IScriptTemplate>>([.. templates.OrderBy(template => template.Label, StringComparer.Ordinal)]);
    }
}
