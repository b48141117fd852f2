using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Sublarr.Web.Components.Shared;

/// <summary>The two ways a dialog is opened here: with a question, or with a component.</summary>
internal static class DialogOpening
{
    /// <summary>Asks; true when a person is sure.</summary>
    public static async Task<bool> AskAsync(this IDialogService dialogs, string title, string question, string yes, string no, bool isDanger = false)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Question, question },
            { dialog => dialog.Yes, yes },
            { dialog => dialog.No, no },
            { dialog => dialog.IsDanger, isDanger },
        };
        return await dialogs.OpenAsync(title, parameters, MaxWidth.ExtraSmall) is true;
    }

    /// <summary>Opens a component, and gives what it was closed with; null when it was left.</summary>
    public static async Task<object?> OpenAsync<TDialog>(this IDialogService dialogs, string title, DialogParameters<TDialog> parameters, MaxWidth width)
        where TDialog : IComponent
    {
        var reference = await dialogs.ShowAsync<TDialog>(title, parameters, new DialogOptions { MaxWidth = width, FullWidth = true, CloseButton = true, CloseOnEscapeKey = true });
        return await reference.Result is { Canceled: false } result ? result.Data : null;
    }
}
