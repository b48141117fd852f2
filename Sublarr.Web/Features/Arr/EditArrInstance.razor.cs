using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Web.Channels;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Arr;

/// <summary>Creates or changes a Sonarr or Radarr.</summary>
/// <param name="mediator">Reads, stores and tries it out.</param>
/// <param name="navigation">Leads back to the list.</param>
/// <param name="dialogs">Asks before changes are lost.</param>
/// <param name="snackbar">Says what was done.</param>
public sealed partial class EditArrInstance(IMediator mediator, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar) : ComponentBase
{
    private ArrView? stored;
    private ArrDraft? draft;
    private EditContext edit = new(new ArrDraft());
    private List<MappingRow> mappings = [];
    private List<TestStep>? steps;
    private CommandErrors errors = null!;
    private bool isBusy;
    private bool isTesting;
    private bool isSaved;

    /// <summary>Which; null for a new one.</summary>
    [Parameter]
    public long? Id { get; set; }

    private string Title => Id is null ? "New instance" : stored?.Name ?? "Instance";

    private string Program => Wording.Kind(draft?.Kind ?? "sonarr");

    private bool IsUnsaved => !isSaved && edit.IsModified();

    private string WebhookAddress => $"{navigation.BaseUri}webhooks/{draft!.Kind}{(draft.Name.Trim() is { Length: > 0 } name ? $"/{Uri.EscapeDataString(name)}" : "")}";

    private async Task<ArrDraft> LoadAsync(CancellationToken cancellationToken)
    {
        stored = Id is { } id ? (await mediator.Send(new GetArrInstances.Query(id), cancellationToken)).SingleOrDefault() : null;
        draft = stored is null
            ? Id is null ? new ArrDraft() : null
            : new ArrDraft { Kind = stored.Kind, Name = stored.Name, Url = stored.Url, Enabled = stored.Enabled };
        if (draft is not null)
        {
            mappings = [.. (stored?.PathMappings ?? []).Select(mapping => new MappingRow { From = mapping.From, To = mapping.To })];
            (edit, steps, isSaved) = (new EditContext(draft), null, false);
            StateHasChanged();
        }

        return draft!;
    }

    // Of a new one that has no mappings, those that there are for its name stay.
    private ArrDraft Typed()
    {
        var typed = mappings.Where(row => !row.IsEmpty).Select(row => new PathMapping(row.From.Trim(), row.To.Trim())).ToList();
        draft!.PathMappings = Id is null && typed.Count == 0 ? null : typed;
        return draft;
    }

    private async Task SaveAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        errors.Clear();
        try
        {
            var id = await mediator.Send(new SaveArrInstance.Command(Id, Typed()), CancellationToken.None);
            isSaved = true;
            snackbar.Say(id is not null, id is not null ? $"“{draft!.Name.Trim()}” is saved" : "This instance has been deleted meanwhile");
            navigation.NavigateTo("arr");
        }
        catch (ValidationException invalid)
        {
            errors.Show(invalid);
        }
        finally
        {
            isBusy = false;
        }
    }

    private async Task TestAsync()
    {
        (isTesting, steps) = (true, []);
        errors.Clear();
        try
        {
            await mediator.Send(new TestArrInstance.Command(Id, Typed(), ShowAsync), CancellationToken.None);
        }
        catch (ValidationException invalid)
        {
            steps = null;
            errors.Show(invalid);
        }
        finally
        {
            isTesting = false;
        }
    }

    private Task ShowAsync(TestStep step) => InvokeAsync(() =>
    {
        steps!.Add(step);
        StateHasChanged();
    });

    private Task AskAsync(LocationChangingContext leaving) => IsUnsaved ? dialogs.AskToLeaveAsync(leaving) : Task.CompletedTask;
}
