using MediatR;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Web.Channels;

namespace Sublarr.Web.Features.Hooks;

/// <summary>Creates or changes a hook.</summary>
/// <param name="mediator">Reads and stores it.</param>
/// <param name="forms">What a hook has to be told.</param>
/// <param name="navigation">Leads back to the list.</param>
/// <param name="dialogs">Asks before changes are lost, and shows tests.</param>
/// <param name="snackbar">Says what was done.</param>
public sealed partial class EditHook(IMediator mediator, ChannelForms forms, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar)
    : EditSubscription(mediator, navigation, dialogs, snackbar)
{
    private ScriptEditor? editor;

    /// <inheritdoc/>
    protected override string Noun => "hook";

    /// <inheritdoc/>
    protected override string Path => "hooks";

    /// <inheritdoc/>
    protected override bool IsTouched => base.IsTouched || editor?.IsDirty == true;

    // The script has an editor of its own; the rest is as its settings say.
    private SettingInput ScriptInput => Inputs.Of(nameof(ScriptSettings.ScriptPath));

    private IReadOnlyList<SettingInput> OtherInputs => [.. Inputs.Where(input => input != ScriptInput)];

    private IReadOnlyList<string> Parts => ["Script", "Events", "Conditions", .. SettingsForm.PartsOf(OtherInputs), "Limits"];

    /// <inheritdoc/>
    protected override async Task<bool> PrepareAsync() => editor is null || await editor.SaveChangesAsync();

    private static string ScriptHint(GetHookScripts.Folder folder) => folder.Scripts.Count == 0
        ? $"A file in {folder.Path}: there is none yet. Write one below, or put it there."
        : $"A file in {folder.Path}: {string.Join(", ", folder.Scripts.Take(4).Select(file => file.Path))}{(folder.Scripts.Count > 4 ? " …" : "")}";

    private async Task<GetHookScripts.Folder> LoadAsync(CancellationToken cancellationToken)
    {
        var stored = Id is not null && await Mediator.Send(new GetHooks.Query(Id), cancellationToken) is [var hook] ? hook : null;
        var draft = Id is null
            ? new SubscriptionDraft { Kind = HookView.Channel, RetryCount = 0, EventNames = FirstEvents }
            : stored is null ? null : SubscriptionDraft.Of(HookView.Channel, stored);
        Begin(draft, forms.Find(HookView.Channel)!.Inputs(stored));
        return draft is null ? null! : await Mediator.Send(new GetHookScripts.Query(), cancellationToken);
    }
}
