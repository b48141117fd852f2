using System.Globalization;
using Microsoft.AspNetCore.Components;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Web.Components.Shared;

namespace Sublarr.Web.Features.Jobs;

/// <summary>The queue. Its filters live in the address.</summary>
public sealed partial class Jobs : ComponentBase
{
    private const string Table = "jobs";

    private static readonly string[] columns = ["Kind", "Priority", "Attempts", "When"];

    private static readonly (string, string)[] priorities = [.. Enumerable.Range(1, 10).Select(level => (level.ToString(CultureInfo.InvariantCulture), Wording.Priority(level)))];

    private static readonly Dictionary<string, object?> noFilter = new() { ["kind"] = null, ["priority"] = null, ["before"] = null };

    private JobState? state;
    private IReadOnlyList<string> kinds = [];
    private HashSet<long> visible = [];

    /// <summary>Only jobs in this state.</summary>
    [SupplyParameterFromQuery]
    public string? State { get; set; }

    /// <summary>Only jobs of this kind.</summary>
    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    /// <summary>Only jobs of this priority, 1 to 10.</summary>
    [SupplyParameterFromQuery]
    public string? Priority { get; set; }

    /// <summary>Only jobs older than this one.</summary>
    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet() =>
        state = Enum.TryParse<JobState>(State, ignoreCase: true, out var wanted) ? wanted : null;

    private async Task<GetJobPage.Page> LoadAsync(CancellationToken cancellationToken)
    {
        var page = await Mediator.Send(new GetJobPage.Query(state, WantedKind, WantedPriority, Before), cancellationToken);
        visible = [.. page.Rows.Select(row => row.Id)];
        if (kinds.Count != page.Kinds.Count)
        {
            kinds = page.Kinds;
            StateHasChanged();
        }

        return page;
    }

    private int? WantedPriority => int.TryParse(Priority, CultureInfo.InvariantCulture, out var level) && level is >= 1 and <= 10 ? level : null;

    private string? WantedKind => string.IsNullOrEmpty(Kind) ? null : Kind;

    private string Address(JobState? wanted) => Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { ["state"] = wanted is { } value ? Wording.Word(value) : null, ["before"] = null });

    private string PageAddress(long? before) => Navigation.GetUriWithQueryParameter("before", before);

    private void Filter(string name, string? value) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { [name] = value, ["before"] = null }));
}
