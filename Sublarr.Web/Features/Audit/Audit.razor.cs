using Microsoft.AspNetCore.Components;
using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Audit;
using Sublarr.Web.Api;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Live;

namespace Sublarr.Web.Features.Audit;

/// <summary>The audit trail. Its filters live in the address.</summary>
public sealed partial class Audit : ComponentBase
{
    private const string Table = "audit";
    private const int ShownFields = 6;
    private const int FieldsOfSmall = 3;

    private static readonly string[] columns = ["Who", "From", "Changes"];

    /// <summary>Only changes of this kind of thing.</summary>
    [SupplyParameterFromQuery]
    public string? Subject { get; set; }

    /// <summary>Only changes of this one.</summary>
    [SupplyParameterFromQuery(Name = "id")]
    public long? SubjectId { get; set; }

    /// <summary>Only changes by this one.</summary>
    [SupplyParameterFromQuery]
    public string? Actor { get; set; }

    /// <summary>Which page, from 1.</summary>
    [SupplyParameterFromQuery]
    public int? Page { get; set; }

    private int Number => Math.Max(1, Page ?? 1);

    private static bool Concerns(LiveBatch batch) => batch.Events.Any(fact => fact.Name is "config_updated" or "subscription_disabled");

    // What something was created with is seldom asked for; what was changed is the answer.
    private static int ShownAtOnce(AuditView entry) => entry is { Action: "created", Changes.Count: > FieldsOfSmall } ? 0 : ShownFields;

    // "scoring_preset" as "Scoring preset", "is_paused" as "Paused".
    private static string Word(string name) => name == "arr_instance"
        ? "Sonarr or Radarr"
        : Wording.Kind((name.StartsWith("is_", StringComparison.Ordinal) ? name[3..] : name).Replace('_', '-'));

    private static string Said(AuditChange change) => change switch
    {
        { IsSecret: true } or { Old: null, New: null } => "changed",
        { Old: null, New: { } now } => $"set to {Value(change.Field, now)}",
        { Old: { } before, New: null } => $"was {Value(change.Field, before)}",
        { Old: { } before, New: { } now } => $"from {Value(change.Field, before)} to {Value(change.Field, now)}",
    };

    private static string Value(string field, string value) => (field, value) switch
    {
        (_, "true") => "yes",
        (_, "false") => "no",
        ("browser", _) => BrowserName.Of(value),
        _ => value,
    };

    private static string? AddressOf(AuditView entry) => entry is { SubjectId: { } id, Action: not "deleted" } && ChannelCatalog.OfSubject(entry.Subject) is { } channel
        ? $"{channel.Path}/{id}"
        : null;

    // What has no page of its own leads to all that became of it.
    private static string HistoryOf(AuditView entry) => $"audit?subject={entry.Subject}{(entry.SubjectId is { } id ? $"&id={id}" : null)}";

    private Task<Page<AuditView>> LoadAsync(CancellationToken cancellationToken) => Mediator.Send(
        new GetAudit.Query(new GetAudit.Filter(Subject, SubjectId, Actor), new Paging(GetAudit.PageSize, (Number - 1) * GetAudit.PageSize)), cancellationToken);

    private string PageAddress(int number) => Navigation.GetUriWithQueryParameter("page", number == 1 ? null : number);

    private void Filter(string name, string? chosen) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { [name] = chosen, ["page"] = null }));
}
