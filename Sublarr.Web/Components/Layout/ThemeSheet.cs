using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using MudBlazor;

namespace Sublarr.Web.Components.Layout;

/// <summary>
/// Sublarr's look as a style sheet in the page. MudBlazor writes its 12,000 characters anew for each open page, which holds them twice;
/// here each palette is written once, and all pages share it.
/// </summary>
public sealed class ThemeSheet : MudThemeProvider
{
    private static readonly ConcurrentDictionary<bool, string> Written = new();

    private bool _isDark;

    /// <summary>Of <see cref="SublarrTheme"/>, which is all there is.</summary>
    public ThemeSheet() => (Theme, DefaultScrollbar, ObserveSystemDarkModeChange) = (SublarrTheme.Theme, true, false);

    /// <inheritdoc />
    public override Task SetParametersAsync(ParameterView parameters)
    {
        _isDark = parameters.GetValueOrDefault<bool>(nameof(IsDarkMode));
        return base.SetParametersAsync(parameters);
    }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder __builder) => __builder.AddMarkupContent(0, Written.GetOrAdd(_isDark, static (_, sheet) => sheet.BuildTheme(), this));
}
