using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Web.Channels;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Hooks;

/// <summary>Creates or changes a hook.</summary>
/// <param name="mediator">Reads and stores it.</param>
/// <param name="forms">What a hook has to be told.</param>
/// <param name="navigation">Leads back to the list.</param>
/// <param name="dialogs">Asks before changes are lost, and shows tests.</param>
/// <param name="snackbar">Says what was done.</param>
public sealed partial class EditHook(
    IMediator mediator, ChannelForms forms, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar) : ComponentBase
{
    private SubscriptionDraft? draft;
    private IReadOnlyList<SettingInput> inputs = [];
    private EditContext edit = new(new SubscriptionDraft());
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

    // The script has an editor of its own; the rest is as its settings say.
    private SettingInput ScriptInput => inputs.Of(nameof(ScriptSettings.ScriptPath));

    private IReadOnlyList<SettingInput> OtherInputs => [.. inputs.Where(input => input != ScriptInput)];

    private IReadOnlyList<string> Parts => ["Script", "Events", "Conditions", .. SettingsForm.PartsOf(OtherInputs), "Limits"];

    private bool IsUnsaved => !isSaved && (edit.IsModified() || editor?.IsDirty == true);

    private static string ScriptHint(GetHookScripts.Folder folder) => folder.Scripts.Count == 0
        ? $"A file in {folder.Path}: there is none yet. Write one below, or put it there."
        : $"A file in {folder.Path}: {string.Join(", ", folder.Scripts.Take(4).Select(file => file.Path))}{(folder.Scripts.Count > 4 ? " …" : "")}";

    private async Task<GetHookScripts.Folder> LoadAsync(CancellationToken cancellationToken)
    {
        var stored = Id is not null && await mediator.Send(new GetHooks.Query(Id), cancellationToken) is [var hook] ? hook : null;
        draft = Id is null
            ? new SubscriptionDraft { Kind = HookView.Channel, RetryCount = 0, EventNames = Event is null ? [] : [Event] }
            : stored is null ? null : SubscriptionDraft.Of(HookView.Channel, stored);
        if (draft is null)
        {
            return null!;
        }

        inputs = forms.Find(HookView.Channel)!.Inputs(stored);
        (edit, name, wasEnabled, isSaved) = (new EditContext(draft), draft.Name, draft.Enabled, false);
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

            draft!.Settings = inputs.ToJson();
            var id = await dialogs.SaveAsync(mediator, (HookView.Channel, Id, draft.Name), draft.Enabled && !wasEnabled, StoreAsync);
            snackbar.SaySaved(id is not null, draft.Name, "This hook has been deleted meanwhile");
            navigation.NavigateTo("hooks");
        }
        catch (ValidationException invalid)
        {
            errors.Show(invalid, inputs);
        }
        finally
        {
            isBusy = false;
        }
    }

    private async Task<long?> StoreAsync(bool staysOff)
    {
        var saved = await mediator.Send(new SaveSubscription.Command(Id, draft!) { StaysOff = staysOff }, CancellationToken.None);
        isSaved = true;
        return saved?.Id;
    }

    private Task TestAsync() => dialogs.OpenTestAsync(HookView.Channel, Id!.Value, name, draft!.EventNames);

    private Task AskAsync(LocationChangingContext leaving) => IsUnsaved ? dialogs.AskToLeaveAsync(leaving) : Task.CompletedTask;
}
