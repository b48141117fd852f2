using Microsoft.AspNetCore.Components;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Web.Api;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Live;

namespace Sublarr.Web.Features.Library;

/// <summary>Series or movies. What is shown of them lives in the address.</summary>
public sealed partial class Library : ComponentBase
{
    private const string Movies = "movies";

    private static readonly (string, string)[] sources = [("sonarr", "Sonarr"), ("radarr", "Radarr"), (TitleRow.FolderSource, "Folders")];

    private IReadOnlyList<string> folders = [];

    /// <summary>series or movies.</summary>
    [Parameter]
    public string? Section { get; set; }

    /// <summary>Only those with this text in their names.</summary>
    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    /// <summary>Only those of sonarr, radarr or folder.</summary>
    [SupplyParameterFromQuery]
    public string? Source { get; set; }

    /// <summary>Which page, from 1.</summary>
    [SupplyParameterFromQuery]
    public int? Page { get; set; }

    private int Number => Math.Clamp(Page ?? 1, 1, int.MaxValue / GetTitles.PageSize);

    private TitleKind Kind => Section == Movies ? TitleKind.Movie : TitleKind.Series;

    private bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || Source is not null;

    /// <summary>True when the library may be another than it was shown.</summary>
    internal static bool Concerns(LiveBatch batch) =>
        batch.Events.Any(fact => fact.Name == "library_scan_complete") || batch.Jobs.Any(job => job.State == JobState.Succeeded && JobKinds.ChangesLibrary(job.Kind));

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => folders = [.. (await Mediator.Send(new GetFolders.Query())).Select(folder => folder.Path)];

    private static string AddressOf(TitleKind kind) => kind == TitleKind.Series ? "library" : $"library/{Movies}";

    private static string AddressOf(TitleView title) => $"library/{(title.Kind == TitleKind.Series ? "series" : Movies)}/{title.Id}";

    private Task<Page<TitleView>> LoadAsync(CancellationToken cancellationToken) => Mediator.Send(
        new GetTitles.Query(Kind, string.IsNullOrWhiteSpace(Search) ? null : Search.Trim(), Source, new Paging(GetTitles.PageSize, (Number - 1) * GetTitles.PageSize)), cancellationToken);

    private string PageAddress(int number) => Navigation.GetUriWithQueryParameter("page", number == 1 ? null : number);

    private void Filter(string name, string? chosen) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { [name] = string.IsNullOrWhiteSpace(chosen) ? null : chosen, ["page"] = null }));

    private async Task ScanAsync()
    {
        var jobs = await Mediator.Send(new ScanLibrary.Command());
        if (jobs is [var first, ..])
        {
            Navigation.NavigateTo($"jobs/{first}");
        }
    }
}
