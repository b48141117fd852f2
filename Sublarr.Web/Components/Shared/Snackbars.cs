using MudBlazor;

namespace Sublarr.Web.Components.Shared;

/// <summary>What was done, said in passing.</summary>
internal static class Snackbars
{
    /// <summary>Says it for a few seconds.</summary>
    /// <param name="snackbar">Where.</param>
    /// <param name="isDone">False for what could not be done, or asks for a look.</param>
    /// <param name="what">What happened, without the full stop.</param>
    /// <param name="detail">What follows from it, as a sentence.</param>
    public static void Say(this ISnackbar snackbar, bool isDone, string what, string? detail = null) =>
        snackbar.Add(detail is null ? what : $"{what.TrimEnd('.')}. {detail}", isDone ? Severity.Success : Severity.Warning);

    /// <summary>Says it, with a button that takes it back.</summary>
    public static void SayWithUndo(this ISnackbar snackbar, string what, Func<Task> undo) => snackbar.Add(what, Severity.Success, options =>
    {
        (options.Action, options.ActionColor, options.VisibleStateDuration) = ("Undo", Color.Inherit, 10_000);
        options.OnClick = _ => undo();
    });
}
