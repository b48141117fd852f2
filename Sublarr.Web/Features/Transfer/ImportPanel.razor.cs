using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Sublarr.Infrastructure.Transfer;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Transfer;

/// <summary>Takes a document, shows what it would change, and applies it when told to.</summary>
/// <param name="mediator">Plans and imports.</param>
public sealed partial class ImportPanel(IMediator mediator) : ComponentBase
{
    private const int ShownAtOnce = 100;

    private readonly Dictionary<string, string> secrets = new(StringComparer.Ordinal);
    private byte[]? document;
    private string passphrase = "";
    private TransferPlan? plan;
    private IReadOnlyList<TransferProblem> problems = [];
    private string? notice;
    private bool isBusy;
    private int shown = ShownAtOnce;

    private bool HasChanges => plan!.Items.Any(item => item.Action != PlannedAction.Keep);

    private string Summary => HasChanges
        ? $"{plan!.Count(PlannedAction.Create)} to create, {plan.Count(PlannedAction.Change)} to change, {plan.Count(PlannedAction.Keep)} unchanged."
        : "Everything in the document is stored just so: nothing would change.";

    private static string WordOf(PlannedAction action) => action switch
    {
        PlannedAction.Create => "create",
        PlannedAction.Change => "change",
        _ => "unchanged",
    };

    private static string ToneOf(PlannedAction action) => action switch
    {
        PlannedAction.Create => "tone-good",
        PlannedAction.Change => "tone-warn",
        _ => "tone-plain",
    };

    private async Task ReadAsync(InputFileChangeEventArgs change)
    {
        Cancel();
        if (change.File.Size > TransferFormat.LargestDocument)
        {
            problems = [new("document", $"The file is larger than {TransferFormat.LargestDocument / 1024 / 1024} MiB: this is no exported configuration.")];
            return;
        }

        using var copy = new MemoryStream();
        await using var file = change.File.OpenReadStream(TransferFormat.LargestDocument);
        await file.CopyToAsync(copy);
        document = copy.ToArray();
        await PreviewAsync();
    }

    private Task PreviewAsync() => RunAsync(planId: null, isDryRun: true);

    private Task ApplyAsync() => RunAsync(plan!.Id, isDryRun: false);

    private async Task RunAsync(string? planId, bool isDryRun)
    {
        (isBusy, problems, notice) = (true, [], null);
        try
        {
            var request = new ImportRequest(document, passphrase, secrets, planId, isDryRun);
            Show(await mediator.Send(new ImportConfiguration.Command(request), CancellationToken.None), isDryRun);
        }
        finally
        {
            isBusy = false;
        }
    }

    private void Show(ImportResult result, bool isDryRun)
    {
        problems = result.Problems;
        if (result.IsStale)
        {
            (plan, notice) = (result.Plan, "Something was changed meanwhile. This is what would change now.");
        }
        else if (result.IsApplied)
        {
            var done = result.Plan!;
            Cancel();
            notice = $"Done: {done.Count(PlannedAction.Create)} created, {done.Count(PlannedAction.Change)} changed, {done.Count(PlannedAction.Keep)} unchanged.";
        }
        else if (isDryRun)
        {
            plan = result.Plan;
        }
    }

    private void Cancel()
    {
        (plan, document, problems, notice) = (null, null, [], null);
        secrets.Clear();
    }
}
