using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Hooks;

/// <summary>Creates or changes a hook.</summary>
/// <param name="mediator">Reads and stores it.</param>
/// <param name="navigation">Leads back to the list.</param>
/// <param name="dialogs">Asks before changes are lost, and shows tests.</param>
/// <param name="snackbar">Says what was done.</param>
public sealed partial class EditHook(
    IMediator mediator, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar) : ComponentBase
{
    private HookForm? form;
    private EditContext edit = new(new HookForm());
    private CommandErrors errors = null!;
    private ScriptEditor? editor;
    private string name = "Hook";
    private bool wasEnabled;
    private bool isBusy;
    private bool isSaved;

    /// <summary>Which; null for a new one.</summary>
    [Parameter]
    public long? Id { get; set; }

    /// <summary>The event a new hook is meant for.</summary>
    [SupplyParameterFromQuery]
    public string? Event { get; set; }

    private string ModeHint => form!.WorkingMode switch
    {
        WorkingMode.Skip => "It is not run for; the log says so.",
        WorkingMode.Replace => "What runs is stopped, what waits is given up; the newest event counts.",
        _ => "It waits its turn: every event is run for, one after the other.",
    };

    private bool IsUnsaved => !isSaved && (edit.IsModified() || editor?.IsDirty == true);

    private static string ScriptHint(GetHookScripts.Folder folder) => folder.Scripts.Count == 0
        ? $"A file in {folder.Path}: there is none yet. Write one below, or put it there."
        : $"A file in {folder.Path}: {string.Join(", ", folder.Scripts.Take(4).Select(file => file.Path))}{(folder.Scripts.Count > 4 ? " …" : "")}";

    private async Task<GetHookScripts.Folder> LoadAsync(CancellationToken cancellationToken)
    {
        form = Id is null
            ? new HookForm { EventNames = Event is null ? [] : [Event] }
            : await mediator.Send(new GetHooks.Query(Id), cancellationToken) is [var hook] ? HookForm.Of(hook) : null;
        if (form is null)
        {
            return null!;
        }

        (edit, name, wasEnabled, isSaved) = (new EditContext(form), form.Name, form.Enabled, false);
        StateHasChanged();
        return await mediator.Send(new GetHookScripts.Query(), cancellationToken);
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
            if (editor is not null && !await editor.SaveChangesAsync())
            {
                return;
            }

            var asks = form!.Enabled && !wasEnabled && await mediator.HasHeldAsync(HookView.Channel, Id);
            var id = await mediator.Send(new SaveHook.Command(Id, form) { StaysOff = asks }, CancellationToken.None);
            isSaved = true;
            if (asks && id is { } stored)
            {
                await dialogs.OpenHeldAsync(HookView.Channel, stored, form.Name, SwitchSubscription.To.On);
            }

            snackbar.Say(
                id is not null,
                id is null ? "This hook has been deleted meanwhile" : $"“{form!.Name}” is saved");
            navigation.NavigateTo("hooks");
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

    private Task TestAsync() => dialogs.OpenTestAsync(HookView.Channel, Id!.Value, name, form!.EventNames);

    private Task AskAsync(LocationChangingContext leaving) => IsUnsaved ? dialogs.AskToLeaveAsync(leaving) : Task.CompletedTask;
}
