using System.Text.Json;
using System.Text.Json.Nodes;
using Sublarr.Domain.Events;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Events;

/// <summary><c>/api/v1/events</c>: what can happen.</summary>
internal sealed class EventEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/events/catalog", () => EventCatalog.All.Select(CatalogEntry.Of)).WithTags("Events");

    /// <summary>One event of the catalog.</summary>
    /// <param name="Name">The public name.</param>
    /// <param name="Label">What people read.</param>
    /// <param name="Description">When it happens.</param>
    /// <param name="Version">The version of the payload's shape.</param>
    /// <param name="PayloadKeys">The payload's fields.</param>
    /// <param name="Schema">JSON Schema of the payload.</param>
    /// <param name="Example">A realistic payload.</param>
    internal sealed record CatalogEntry(
        string Name, string Label, string Description, int Version, IEnumerable<string> PayloadKeys, JsonNode Schema, JsonElement Example)
    {
        public static CatalogEntry Of(EventDescriptor entry) => new(
            entry.Name, entry.Label, entry.Description, entry.Version, entry.Fields.Select(field => field.Name), entry.Schema, entry.Example);
    }
}
