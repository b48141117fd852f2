using MediatR;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Search;

namespace Sublarr.Web.Searches;

/// <summary>A search with all that it found; null when it is not kept any more.</summary>
internal static class GetSearch
{
    public sealed record Query(long Id) : IRequest<SearchView?>;

    public sealed class Handler(SearchReading searches, ProviderDirectory providers, TimeProvider time) : IRequestHandler<Query, SearchView?>
    {
        public async Task<SearchView?> Handle(Query query, CancellationToken cancellationToken) => await searches.FindAsync(query.Id, cancellationToken) is { } search
            ? SearchView.Of(search, await providers.ListAsync(cancellationToken), time.GetUtcNow())
            : null;
    }
}
