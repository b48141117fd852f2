using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Providers;
using Sublarr.Web.Channels;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Providers;

/// <summary>Sets a provider up.</summary>
/// <param name="mediator">Reads, stores and tries it out.</param>
/// <param name="directory">Knows what each has to be told.</param>
/// <param name="navigation">Leads back to the list.</param>
/// <param name="dialogs">Asks before changes are lost.</param>
/// <param name="snackbar">Says what was done.</param>
public sealed partial class EditProvider(IMediator mediator, ProviderDirectory directory, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar) : ComponentBase
{
    private ProviderView? stored;
    private ProviderDraft? draft;
    private EditContext edit = new(new ProviderDraft());
    private IReadOnlyList<SettingInput> inputs = [];
    private List<TestStep>? steps;
    private CommandErrors errors = null!;
    private bool isBusy;
    private bool isTesting;
    private bool isSaved;

    /// <summary>Which.</summary>
    [Parameter]
    public required string Name { get; set; }

    private bool IsUnsaved => !isSaved && edit.IsModified();

    private IReadOnlyList<string> Parts => ["State", .. SettingsForm.PartsOf(inputs)];

    private string Has => stored!.Media is [MediaType.Episode] ? "It has series alone." : stored.Media is [MediaType.Movie] ? "It has movies alone." : "It has series and movies.";

    private async Task<ProviderDraft> LoadAsync(CancellationToken cancellationToken)
    {
        stored = (await mediator.Send(new GetProviders.Query(Name), cancellationToken)).SingleOrDefault();
        draft = stored is null ? null : new ProviderDraft { Enabled = stored.Enabled };
        if (draft is not null)
        {
            (edit, steps, isSaved) = (new EditContext(draft), null, false);
            inputs = directory.FormOf(Name)!.Inputs(stored!.Settings);
            StateHasChanged();
        }

        return draft!;
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
            await mediator.Send(new SaveProvider.Command(Name, draft!.Enabled, inputs.ToJson()), CancellationToken.None);
            isSaved = true;
            snackbar.Say(true, $"{stored!.Label} is saved");
            navigation.NavigateTo("providers");
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

    private async Task TestAsync()
    {
        (isTesting, steps) = (true, []);
        errors.Clear();
        try
        {
            await mediator.Send(new TestProvider.Command(Name, inputs.ToJson(), ShowAsync), CancellationToken.None);
            // A test may have mended it, and may have fetched what was missing.
            stored = (await mediator.Send(new GetProviders.Query(Name), CancellationToken.None)).Single();
        }
        catch (ValidationException invalid)
        {
            steps = null;
            errors.Show(invalid, inputs);
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

    /// <summary>What is typed besides the settings.</summary>
    public sealed class ProviderDraft
    {
        /// <summary>Whether it is asked.</summary>
        public bool Enabled { get; set; }
    }
}
