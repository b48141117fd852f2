using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Settings;

/// <summary><c>/api/v1/settings/path-mappings</c>: where the folders of Sonarr and Radarr are on this machine.</summary>
internal sealed class PathMappingEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var mappings = api.MapGroup("/settings/path-mappings").WithTags("Settings");
        mappings.MapGet("/", GetAsync);
        mappings.MapPut("/", ChangeAsync);
    }

    private static Task<Ok<IReadOnlyList<GetPathMappings.Mapping>>> GetAsync(IMediator mediator, CancellationToken cancellationToken) =>
        mediator.Send(new GetPathMappings.Query(), cancellationToken).AsOk();

    private static async Task<Ok<IReadOnlyList<GetPathMappings.Mapping>>> ChangeAsync(List<MappingRequest> request, IMediator mediator, CancellationToken cancellationToken)
    {
        await mediator.Send(new ChangePathMappings.Command([.. request.Select(mapping => mapping.Read())]), cancellationToken);
        return await GetAsync(mediator, cancellationToken);
    }

    /// <summary>A mapping as it is sent. All that are to be there are sent together.</summary>
    /// <param name="Source">sonarr or radarr.</param>
    /// <param name="Instance">Which of several; left out or empty for all of them.</param>
    /// <param name="From">The folder as the sender sees it.</param>
    /// <param name="To">The same folder as Sublarr sees it.</param>
    internal sealed record MappingRequest(string? Source, string? Instance, string? From, string? To)
    {
        public GetPathMappings.Mapping Read() => new(Source?.Trim().ToLowerInvariant() ?? "", Instance?.Trim() ?? "", From?.Trim() ?? "", To?.Trim() ?? "");
    }
}
