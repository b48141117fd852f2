using MediatR;
using Sublarr.Infrastructure.Providers;

namespace Sublarr.Web.Features.Providers;

/// <summary>The providers there are, in the order that decides among equals.</summary>
internal static class GetProviders
{
    /// <param name="Name">Only this one; null for all.</param>
    public sealed record Query(string? Name = null) : IRequest<IReadOnlyList<ProviderView>>;

    public sealed class Handler(ProviderDirectory directory, AnimeIds animeIds, TimeProvider time) : IRequestHandler<Query, IReadOnlyList<ProviderView>>
    {
        public async Task<IReadOnlyList<ProviderView>> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            var list = await animeIds.LookAsync(cancellationToken);
            return
            [
                .. (await directory.ListAsync(cancellationToken)).Where(known => query.Name is null || known.Name == query.Name)
                    .Select(known => ProviderView.Of(known, now) with { AnimeIds = known.Provider.Capabilities.AsksByAnimeIds ? list : null }),
            ];
        }
    }
}
