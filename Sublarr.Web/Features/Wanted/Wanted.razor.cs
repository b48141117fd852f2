using Microsoft.AspNetCore.Components;
using Sublarr.Domain;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Search;
using Sublarr.Infrastructure.Wanted;
using Sublarr.Web.Api;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Searches;

namespace Sublarr.Web.Features.Wanted;

/// <summary>What is missing. What is shown of it lives in the address.</summary>
public sealed partial class Wanted : ComponentBase
{
    private const string Ignored = "ignored";

    private static readonly (string, string)[] kinds = [("series", "Series"), ("movie", "Movies")];

    private static readonly (string, string)[] degrees = [("true", "Required"), ("false", "Optional")];

    private (string, string)[] languages = [];
    private bool isAsking;

    /// <summary>ignored for what nobody wants to hear of.</summary>
    [SupplyParameterFromQuery]
    public string? State { get; set; }

    /// <summary>Only of titles with this text in their names.</summary>
    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    /// <summary>Only this language.</summary>
    [SupplyParameterFromQuery]
    public string? Language { get; set; }

    /// <summary>Only of series, or of movies.</summary>
    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    /// <summary>true for what must be there, false for what is nice to have.</summary>
    [SupplyParameterFromQuery]
    public string? Required { get; set; }

    /// <summary>Only of this title.</summary>
    [SupplyParameterFromQuery(Name = "title_id")]
    public long? TitleId { get; set; }

    /// <summary>Which page, from 1.</summary>
    [SupplyParameterFromQuery]
    public int? Page { get; set; }

    private int Number => Math.Clamp(Page ?? 1, 1, int.MaxValue / GetWanted.PageSize);

    private bool IsIgnoredShown => State == Ignored;

    private string Bare => IsIgnoredShown ? $"wanted?state={Ignored}" : "wanted";

    private int Set => new[] { !string.IsNullOrWhiteSpace(Search), Language is not null, Kind is not null, Required is not null, TitleId is not null }.Count(isSet => isSet);

    private bool IsFiltered => Set > 0;

    private WantedFilter Chosen => new()
    {
        Kind = EnumText.Find<TitleKind>(Kind),
        Language = LanguageCode.Find(Language)?.Text,
        TitleId = TitleId,
        Search = string.IsNullOrWhiteSpace(Search) ? null : Search.Trim(),
        IsIgnored = IsIgnoredShown,
        IsRequired = bool.TryParse(Required, out var required) ? required : null,
    };

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var known = await Mediator.Send(new GetWantedLanguages.Query(), CancellationToken.None);
        languages = [.. known.Select(tag => (tag, LanguageCode.Find(tag)?.Language.Name ?? tag)).OrderBy(pair => pair.Item2, StringComparer.CurrentCulture)];
    }

    private static string AddressOf(WantedView wanted) => $"library/{(wanted.Kind == TitleKind.Series ? "series" : "movies")}/{wanted.TitleId}";

    private Task<Page<WantedView>> LoadAsync(CancellationToken cancellationToken) =>
        Mediator.Send(new GetWanted.Query(Chosen, new Paging(GetWanted.PageSize, (Number - 1) * GetWanted.PageSize)), cancellationToken);

    private string PageAddress(int number) => Navigation.GetUriWithQueryParameter("page", number == 1 ? null : number);

    private void Filter(string name, string? chosen) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { [name] = string.IsNullOrWhiteSpace(chosen) ? null : chosen, ["page"] = null }));

    private async Task SearchAsync(WantedView wanted)
    {
        var result = await Mediator.Send(new SearchWanted.One(wanted.Id));
        Snackbar.Say(result.JobId is not null, result.Obstacle ?? (result.JobId is { } job ? $"{wanted.Whole()}: under way as job {job}" : "It is no longer wanted"));
    }

    // Asks for this one alone, and takes nothing: its page shows what there is.
    private async Task ChooseAsync(WantedView wanted)
    {
        var wish = new SearchWish([.. new[] { LanguageCode.Find(wanted.Language) }.OfType<LanguageCode>()], wanted.Variant == SubtitleVariant.Forced);
        var result = await Mediator.Send(new StartSearch.Command(wanted.VideoId, wish));
        if (result.Ordered is { } ordered)
        {
            Navigation.NavigateTo($"searches/{ordered.SearchId}");
        }
        else
        {
            Snackbar.Say(false, result.Problem);
        }
    }

    private async Task SearchAllAsync()
    {
        isAsking = true;
        var counted = await Mediator.Send(new SearchWanted.Many(Chosen, OnlyCount: true));
        isAsking = false;
        if (counted is { Count: 0 })
        {
            Snackbar.Say(false, counted.Obstacle ?? "There is nothing to look for");
            return;
        }

        var what = IsFiltered ? "all that the filter lets through, on other pages of the list too" : "all that is wanted";
        if (await Dialogs.AskAsync($"Look for {Wording.Several(counted.Count, "subtitle")}?", $"That is {what}. Providers allow only so many a day; it can be cancelled at any time.", "Look for them", "Not now"))
        {
            var queued = await Mediator.Send(new SearchWanted.Many(Chosen));
            if (queued.JobId is { } job)
            {
                Navigation.NavigateTo($"jobs/{job}");
            }
        }
    }

    private async Task IgnoreAsync(WantedView wanted, bool isIgnored)
    {
        await Mediator.Send(new IgnoreWanted.Command(wanted.Id, isIgnored));
        Snackbar.SayWithUndo(
            isIgnored ? $"{wanted.Whole()}: {wanted.Subtitle()} is not looked for any more" : $"{wanted.Whole()}: {wanted.Subtitle()} is wanted again",
            () => Mediator.Send(new IgnoreWanted.Command(wanted.Id, !isIgnored)));
    }
}
