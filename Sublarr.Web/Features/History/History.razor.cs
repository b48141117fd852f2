using Microsoft.AspNetCore.Components;
using Sublarr.Domain.History;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.History;

/// <summary>What became of subtitles. Its filters live in the address.</summary>
public sealed partial class History : ComponentBase
{
    private static readonly (string, string)[] actions =
        [("downloaded", "Downloaded"), ("upgraded", "Replaced by a better one"), ("deleted", "Deleted"), ("blacklisted", "Not this one"), ("restored", "Taken out of the trash")];

    private (string, string)[] languages = [];
    private (string, string)[] providers = [];

    /// <summary>blacklist for what is not taken again.</summary>
    [SupplyParameterFromQuery]
    public string? View { get; set; }

    /// <summary>Only of this video.</summary>
    [SupplyParameterFromQuery(Name = "video_id")]
    public long? VideoId { get; set; }

    /// <summary>Only of this series or movie.</summary>
    [SupplyParameterFromQuery(Name = "title_id")]
    public long? TitleId { get; set; }

    /// <summary>Only what was done so.</summary>
    [SupplyParameterFromQuery]
    public string? Action { get; set; }

    /// <summary>Only of this language.</summary>
    [SupplyParameterFromQuery]
    public string? Language { get; set; }

    /// <summary>Only from this provider.</summary>
    [SupplyParameterFromQuery]
    public string? Provider { get; set; }

    /// <summary>Which page, from 1.</summary>
    [SupplyParameterFromQuery]
    public int? Page { get; set; }

    private bool IsBlacklist => View == "blacklist";

    private int Number => Math.Clamp(Page ?? 1, 1, int.MaxValue / GetHistory.PageSize);

    private int Set => new object?[] { VideoId, TitleId, Action, Language, Provider }.Count(chosen => chosen is not null);

    private HistoryFilter Chosen => new()
    {
        VideoId = VideoId,
        TitleId = TitleId,
        Action = EnumText.Find<SubtitleAction>(Action),
        Language = LanguageCode.Find(Language)?.Text,
        Provider = Provider,
    };

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var known = await Mediator.Send(new GetHistoryChoices.Query(), CancellationToken.None);
        languages = [.. known.Languages.Select(tag => (tag, LanguageCode.Find(tag)?.Language.Name ?? tag)).OrderBy(pair => pair.Item2, StringComparer.CurrentCulture)];
        providers = [.. known.Providers.Select(name => (name, ProviderCapabilities.LabelOf(name))).OrderBy(pair => pair.Item2, StringComparer.CurrentCulture)];
    }

    private Task<Page<HistoryView>> LoadAsync(CancellationToken cancellationToken) =>
        Mediator.Send(new GetHistory.Query(Chosen, new Paging(GetHistory.PageSize, (Number - 1) * GetHistory.PageSize)), cancellationToken);

    private string PageAddress(int number) => Navigation.GetUriWithQueryParameter("page", number == 1 ? null : number);

    private void Filter(string name, string? chosen) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { [name] = string.IsNullOrWhiteSpace(chosen) ? null : chosen, ["page"] = null }));
}
