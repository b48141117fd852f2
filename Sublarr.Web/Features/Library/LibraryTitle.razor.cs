using Microsoft.AspNetCore.Components;
using MudBlazor;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Search;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Searches;

namespace Sublarr.Web.Features.Library;

/// <summary>One series or movie, with its videos and their subtitles.</summary>
public sealed partial class LibraryTitle : ComponentBase
{
    private Panel<TitleDetail> panel = null!;
    private string name = "Library";
    private long? asking;

    /// <summary>series or movies.</summary>
    [Parameter, EditorRequired]
    public string Section { get; set; } = "";

    /// <summary>Its id.</summary>
    [Parameter, EditorRequired]
    public long Id { get; set; }

    private bool IsSeries => Section != "movies";

    private static string Whole(SubtitleView subtitle) =>
        string.Join(" · ", new[] { subtitle.Name ?? $"stream {subtitle.Stream}", subtitle.Format, subtitle.Title, subtitle.Origin == SubtitleOrigin.Downloaded ? "downloaded" : null }.OfType<string>());

    private static string Facts(VideoView file) => file.DurationMs is { } duration ? $"{Wording.Bytes(file.Size)} · {Wording.Milliseconds(duration)}" : Wording.Bytes(file.Size);

    private static IEnumerable<(string Label, string Id)> Ids(TitleView title) => new[]
    {
        ("TheTVDB", title.TvdbId?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("TMDB", title.TmdbId?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("IMDb", title.ImdbId),
    }.Where(pair => pair.Item2 is not null).Select(pair => (pair.Item1, pair.Item2!));

    private string Heading(int? season) => season switch
    {
        0 => "Specials",
        { } number => $"Season {number}",
        null => IsSeries ? "Episodes" : "Videos",
    };

    // Nothing is taken by it: its page shows what there is.
    private async Task SearchAsync(VideoView file)
    {
        asking = file.Id;
        try
        {
            var result = await Mediator.Send(new StartSearch.Command(file.Id, SearchWish.OfProfile));
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
            asking = null;
        }
    }

    private async Task<TitleDetail?> LoadAsync(CancellationToken cancellationToken)
    {
        var title = await Mediator.Send(new GetTitle.Query(IsSeries ? TitleKind.Series : TitleKind.Movie, Id), cancellationToken);
        name = title?.Title.Whole() ?? "Library";
        StateHasChanged();
        return title;
    }
}
