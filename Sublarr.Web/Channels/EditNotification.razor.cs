using System.Text.Json.Nodes;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Sublarr.Domain.Deliveries;

namespace Sublarr.Web.Channels;

/// <summary>Creates or changes a notification of whatever kind.</summary>
/// <param name="mediator">Reads and stores it.</param>
/// <param name="forms">What each kind has to be told.</param>
/// <param name="navigation">Leads back to the list.</param>
/// <param name="dialogs">Asks before changes are lost, and shows tests.</param>
/// <param name="snackbar">Says what was done.</param>
public sealed partial class EditNotification(IMediator mediator, ChannelForms forms, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar)
    : EditSubscription(mediator, navigation, dialogs, snackbar)
{
    private TestDraft.Result? tested;
    private bool isTesting;

    /// <summary>What a new one is to be.</summary>
    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    /// <inheritdoc/>
    protected override string Noun => "notification";

    /// <inheritdoc/>
    protected override string Path => ChannelInfo.SharedPath;

    private string Title => Id is not null ? StoredName : $"New {ChannelCatalog.Find(Draft?.Kind)?.Noun ?? Noun}";

    private IReadOnlyList<string> Parts => ["Name", .. SettingsForm.PartsOf(Inputs), "Events", "Conditions", .. TakesWords ? [MessageWords.Part, QuietHoursFields.Part] : Array.Empty<string>(), "Sending"];

    private bool TakesWords => ChannelCatalog.Find(Draft?.Kind) is { TakesWords: true };

    // What is stored is tried out with an event of choice, and stands in the log; what is typed is tried out as it is.
    private async Task TryAsync()
    {
        if (Id is not null && !Edit.IsModified())
        {
            await TestAsync();
            return;
        }

        if (!Errors.TryBegin())
        {
            return;
        }

        (isTesting, tested) = (true, null);
        try
        {
            Draft!.Settings = Inputs.ToJson();
            tested = await Mediator.Send(new TestDraft.Command(Id, Draft), CancellationToken.None);
        }
        catch (ValidationException invalid)
        {
            Errors.Show(invalid, Inputs);
        }
        finally
        {
            isTesting = false;
        }
    }

    private async Task<SubscriptionDraft> LoadAsync(CancellationToken cancellationToken)
    {
        var (draft, shown) = Id is { } id ? await StoredAsync(id, cancellationToken) : New();
        tested = null;
        Begin(draft, draft is null ? [] : forms.Find(draft.Kind)!.Inputs(shown));
        return draft!;
    }

    private async Task<(SubscriptionDraft?, JsonObject)> StoredAsync(long id, CancellationToken cancellationToken) =>
        await Mediator.Send(new GetNotifications.Query(id), cancellationToken) is [var stored] && forms.Find(stored.Kind) is not null ? (stored.ToDraft(), stored.Settings) : (null, []);

    private (SubscriptionDraft?, JsonObject) New() => forms.FindShared(Kind ?? "") is { } form
        ? (new SubscriptionDraft { Kind = form.Channel, EventNames = FirstEvents }, form.Show(null))
        : (null, []);
}
