using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Languages;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Languages;

/// <summary>Creates or changes a profile of languages.</summary>
/// <param name="mediator">Reads and stores it.</param>
/// <param name="navigation">Leads back to the list.</param>
/// <param name="dialogs">Asks before changes are lost.</param>
/// <param name="snackbar">Says what was done.</param>
public sealed partial class EditProfile(IMediator mediator, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar) : ComponentBase
{
    private Panel<ProfileForm> panel = null!;
    private ProfileForm? form;
    private EditContext edit = new(new ProfileForm());
    private CommandErrors errors = null!;
    private string? storedName;
    private long? version;
    private bool isBusy;
    private bool isSaved;
    private bool isConflict;

    /// <summary>Which; null for a new one.</summary>
    [Parameter]
    public long? Id { get; set; }

    private string Title => Id is null ? "New profile" : storedName ?? "Profile";

    private bool IsUnsaved => !isSaved && edit.IsModified();

    private async Task<ProfileForm> LoadAsync(CancellationToken cancellationToken)
    {
        var stored = Id is { } id ? (await mediator.Send(new GetProfiles.Query(id), cancellationToken)).SingleOrDefault() : null;
        form = stored is not null ? ProfileForm.Of(stored) : Id is null ? new ProfileForm() : null;
        (edit, storedName, version, isSaved, isConflict) = (new EditContext(form ?? new ProfileForm()), stored?.Name, stored?.Version, false, false);
        StateHasChanged();
        return form!;
    }

    private async Task SaveAsync()
    {
        if (isBusy || !errors.TryBegin())
        {
            return;
        }

        (isBusy, isConflict) = (true, false);
        try
        {
            Finish(await mediator.Send(new SaveProfile.Command(Id, form!.ToTerms(), version), CancellationToken.None));
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

    private void Finish(SaveProfile.Result saved)
    {
        if (saved.IsConflict)
        {
            isConflict = true;
            return;
        }

        isSaved = true;
        snackbar.Say(saved.Id is not null, saved.Id is not null ? $"“{form!.Name.Trim()}” is saved" : "This profile has been deleted meanwhile");
        navigation.NavigateTo("languages");
    }

    private Task TakeTheirsAsync() => panel.ReloadAsync();

    private Task OverwriteAsync()
    {
        version = null;
        return SaveAsync();
    }

    private Task AskAsync(LocationChangingContext leaving) => IsUnsaved ? dialogs.AskToLeaveAsync(leaving) : Task.CompletedTask;
}
