using Microsoft.AspNetCore.Components;

namespace Sublarr.Web.Components.Shared;

/// <summary>What was typed or chosen in a field of the browser's own.</summary>
internal static class TypedText
{
    /// <summary>The text; empty for none.</summary>
    public static string Text(this ChangeEventArgs change) => change.Value as string ?? "";
}
