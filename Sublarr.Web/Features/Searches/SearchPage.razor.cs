using MediatR;
using Microsoft.AspNetCore.Components;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Search;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Searches;

namespace Sublarr.Web.Features.Searches;

/// <summary>One search: who answered what, and all that was found.</summary>
public sealed partial class SearchPage : ComponentBase
{
    private SearchView? found;
    private bool isAsking;

    /// <summary>The search.</summary>
    [Parameter]
    public long Id { get; set; }

    private static string Origin(SearchView search) => search.Origin switch
    {
        SearchOrigin.Person => "by a person",
        SearchOrigin.Upgrade => "for something better than what is there",
        _ => "by itself",
    };

    private async Task<SearchView?> LoadAsync(CancellationToken cancellationToken)
    {
        found = await Mediator.Send(new GetSearch.Query(Id), cancellationToken);
        StateHasChanged();
        return found;
    }

    // For the same as before, which need not be what the profile wants.
    private async Task AgainAsync()
    {
        isAsking = true;
        try
        {
            var wanted = found!.Wanted;
            bool? forced = wanted.All(subtitle => subtitle.Variant == SubtitleVariant.Forced) ? true : wanted.Any(subtitle => subtitle.Variant == SubtitleVariant.Forced) ? null : false;
            var wish = new SearchWish([.. wanted.Select(subtitle => LanguageCode.Find(subtitle.Language)).OfType<LanguageCode>().Distinct()], forced);
            var result = await Mediator.Send(new StartSearch.Command(found.VideoId, wish));
            if (result.Ordered is { } ordered)
            {
                Navigation.NavigateTo($"searches/{ordered.SearchId}");
            }
            else
            {
                Snackbar.Say(false, result.Problem);
            }
        }
        finally
        {
            isAsking = false;
        }
    }
}
