using FluentValidation;
using Microsoft.AspNetCore.Components;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.History;
using Sublarr.Web.Components.Shared;

namespace Sublarr.Web.Features.History;

/// <summary>One subtitle: why it is this one, and what to do about it.</summary>
public sealed partial class Subtitle : ComponentBase
{
    private Panel<SubtitleDetail> panel = null!;
    private string name = "Subtitle";
    private string? reason;
    private string? busy;
    private bool isFoundShown;

    /// <summary>Its id.</summary>
    [Parameter, EditorRequired]
    public long Id { get; set; }

    private static string OriginOf(SubtitleDetail detail) => detail switch
    {
        { Exists: false } => "It is gone",
        { Origin: SubtitleOrigin.Embedded } => "The video itself",
        { IsRestored: true } => "The trash, out of which a person took it",
        { Origin: SubtitleOrigin.Downloaded, ChosenAs: { } chosen } => chosen.ProviderLabel() ?? "A provider",
        { Origin: SubtitleOrigin.Downloaded } => "A provider; how it was chosen nobody wrote down",
        _ => "A person put it there",
    };

    private async Task<SubtitleDetail?> LoadAsync(CancellationToken cancellationToken)
    {
        var detail = await Mediator.Send(new GetSubtitle.Query(Id), cancellationToken);
        name = detail is null ? "Subtitle" : $"{detail.Name()} for {detail.Title}";
        StateHasChanged();
        return detail;
    }

    private Task DeleteAsync() => DoAsync("delete", async () =>
    {
        var deed = await Mediator.Send(new DeleteSubtitle.Command(Id), CancellationToken.None);
        if (deed.Result == DeedResult.Done)
        {
            Snackbar.SayWithUndo(deed.Text.TrimEnd('.'), () => InvokeAsync(RestoreAsync));
        }
        else
        {
            Snackbar.Say(false, deed.Text);
        }
    });

    private Task BlacklistAsync() => DoAsync("blacklist", async () =>
    {
        var deed = await Mediator.Send(new BlacklistSubtitle.Command(Id, reason), CancellationToken.None);
        Snackbar.Say(deed.Result == DeedResult.Done, deed.Text);
    });

    private Task RestoreAsync() => DoAsync("restore", async () =>
    {
        var deed = await Mediator.Send(new RestoreReplaced.Command(Id), CancellationToken.None);
        Snackbar.Say(deed.Result == DeedResult.Done, deed.Text);
        if (deed is { Result: DeedResult.Done, SubtitleId: { } back } && back != Id)
        {
            Navigation.NavigateTo($"subtitles/{back}");
        }
    });

    private Task UpgradeAsync() => DoAsync("upgrade", async () =>
    {
        var asked = await Mediator.Send(new UpgradeSubtitle.Ask(Id), CancellationToken.None);
        Snackbar.Say(asked.JobId is not null, asked.JobId is { } job ? $"A better one is looked for, as job {job}" : asked.Obstacle ?? "There is no such subtitle any more");
    });

    private async Task DoAsync(string what, Func<Task> deed)
    {
        busy = what;
        try
        {
            await deed();
        }
        catch (ValidationException invalid)
        {
            Snackbar.Say(false, invalid.Message);
        }
        finally
        {
            busy = null;
        }

        await panel.ReloadAsync();
    }
}
