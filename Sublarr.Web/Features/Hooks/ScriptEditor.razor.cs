using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;
using Sublarr.Domain.Events;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Script.Files;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Features.Hooks.Templates;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Hooks;

/// <summary>Shows whether a script can run, and edits it.</summary>
/// <param name="mediator">Reads and writes it.</param>
/// <param name="dialogs">Asks before it is deleted, and for another name.</param>
/// <param name="snackbar">Says that it is stored.</param>
/// <param name="browser">Colours it.</param>
public sealed partial class ScriptEditor(IMediator mediator, IDialogService dialogs, ISnackbar snackbar, IJSRuntime browser) : ComponentBase, IAsyncDisposable
{
    private const string Blank = "#!/bin/sh\nset -eu\n\necho \"$SUBLARR_EVENT_TYPE\"\n";

    private IReadOnlyList<IScriptTemplate> templates = [];
    private GetScript.Result? shown;
    private string? asked;
    private string text = "";
    private string stored = "";
    private string? version;
    private string? problem;
    private HookText? theirs;
    private (string Id, string Text)? viewed;
    private ElementReference frame;
    private IJSObjectReference? script;
    private int opened;
    private int coloured;
    private bool isBusy;

    /// <summary>The script's path within the hooks folder.</summary>
    [Parameter, EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>A template was chosen that gives the file its name.</summary>
    [Parameter]
    public EventCallback<string> PathChanged { get; set; }

    /// <summary>A script was stored.</summary>
    [Parameter]
    public EventCallback OnSaved { get; set; }

    /// <summary>The events the hook hears, whose fields are explained.</summary>
    [Parameter, EditorRequired]
    public List<string> EventNames { get; set; } = [];

    /// <summary>True when something was written that is not stored.</summary>
    public bool IsDirty => IsOpen && text != stored;

    private bool IsOpen { get; set; }

    private IEnumerable<(string Field, string Description)> Fields => EventCatalog.All
        .Where(known => new EventFilter(EventNames).Matches(known.Name))
        .SelectMany(known => known.Fields)
        .DistinctBy(known => known.Name)
        .OrderBy(known => known.Name, StringComparer.Ordinal)
        .Select(known => (known.Name, known.Description));

    /// <summary>Stores what is not stored yet. False when that did not work; the editor says why.</summary>
    public async Task<bool> SaveChangesAsync() => !IsDirty || await SaveAsync(version);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (script is not null)
            {
                await script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The tab is closed, and the script with it.
        }
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => templates = await mediator.Send(new GetScriptTemplates.Query(), CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Path == asked)
        {
            return;
        }

        asked = Path;
        IsOpen = IsDirty;
        await LookAsync();
        // Another name is another place for what was written. If that is taken, storing it asks first.
        version = shown?.Script is null ? null : "";
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!IsOpen || coloured == opened)
        {
            return;
        }

        coloured = opened;
        script ??= await browser.InvokeAsync<IJSObjectReference>("import", "./Features/Hooks/ScriptEditor.razor.js");
        await script.InvokeVoidAsync("attach", frame);
    }

    private async Task LookAsync() => shown = Path.Length == 0 ? null : await mediator.Send(new GetScript.Query(Path), CancellationToken.None);

    private void Open(string content, string? from)
    {
        (text, stored, version, problem, theirs, viewed, IsOpen) = (content, content, from, null, null, null, true);
        opened++;
    }

    private async Task BeginAsync(string fileName, string content)
    {
        if (Path.Length == 0)
        {
            var folder = await mediator.Send(new GetHookScripts.Query(), CancellationToken.None);
            await PathChanged.InvokeAsync(FreeName(fileName, [.. folder.Scripts.Select(file => file.Path)]));
        }

        Open(content, null);
        stored = "";
    }

    private static string FreeName(string wanted, HashSet<string> taken) => Enumerable.Range(1, int.MaxValue)
        .Select(number => number == 1 ? wanted : $"{System.IO.Path.GetFileNameWithoutExtension(wanted)}-{number}{System.IO.Path.GetExtension(wanted)}")
        .First(name => !taken.Contains(name));

    private void Change(ChangeEventArgs change) => text = change.Value as string ?? "";

    private async Task<bool> SaveAsync(string? from)
    {
        if (isBusy)
        {
            return false;
        }

        (isBusy, problem, theirs) = (true, null, null);
        try
        {
            var result = await mediator.Send(new SaveScript.Command(Path, text, from), CancellationToken.None);
            (theirs, problem) = (result.Conflict, result.Problem);
            if (result.Saved is not { } saved)
            {
                return false;
            }

            await LookAsync();
            Open(saved.Text ?? text, saved.Version);
            snackbar.Say(true, $"{Path} is stored");
            await OnSaved.InvokeAsync();
            return true;
        }
        catch (ValidationException invalid)
        {
            problem = string.Join(" ", invalid.Errors.Select(error => error.ErrorMessage));
            return false;
        }
        finally
        {
            isBusy = false;
        }
    }

    private async Task RenameAsync()
    {
        var parameters = new DialogParameters<RenameScriptDialog> { { dialog => dialog.Path, Path }, { dialog => dialog.Users, await UsersAsync("will run it by the new name") } };
        if (await dialogs.OpenAsync($"Rename {Path}", parameters, MaxWidth.ExtraSmall) is string name)
        {
            snackbar.Say(true, $"{Path} is {name} now");
            await PathChanged.InvokeAsync(name);
        }
    }

    private async Task DeleteAsync(HookText script)
    {
        if (!await dialogs.AskAsync($"Delete {script.Path}?", await UsersAsync("cannot run without it"), "Delete", "Keep it", isDanger: true))
        {
            return;
        }

        if (await mediator.Send(new DeleteScript.Command(script.Path, script.Version), CancellationToken.None) is { } reason)
        {
            snackbar.Say(false, reason);
        }
        else if (script.Text is { } said)
        {
            snackbar.SayWithUndo($"{script.Path} is deleted", () => InvokeAsync(() => BringBackAsync(script.Path, said)));
        }
        else
        {
            snackbar.Say(true, $"{script.Path} is deleted");
        }

        await LookAsync();
    }

    private async Task BringBackAsync(string path, string said)
    {
        await mediator.Send(new SaveScript.Command(path, said, Version: null), CancellationToken.None);
        await LookAsync();
        StateHasChanged();
    }

    private async Task<string> UsersAsync(string which) => await mediator.Send(new GetScriptUsers.Query(Path), CancellationToken.None) switch
    {
        [] => "No hook runs it.",
        [var only] => $"Run by “{only.Name}”, which {which}.",
        var hooks => $"Run by “{hooks[0].Name}” and {Wording.Several(hooks.Count - 1, "other hook")}, which {which}.",
    };

    private void TakeTheirs() => Open(theirs!.Text ?? "", theirs.Version);

    private async Task CloseAsync()
    {
        IsOpen = false;
        (problem, theirs, viewed) = (null, null, null);
        await LookAsync();
    }

    private async Task ViewAsync(HookRevision revision) =>
        viewed = await mediator.Send(new GetScriptRevision.Query(Path, revision.Id), CancellationToken.None) is { } old ? (revision.Id, old) : null;

    private void Restore(string old)
    {
        text = old;
        opened++;
    }
}
