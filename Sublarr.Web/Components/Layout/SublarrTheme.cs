using MudBlazor;

namespace Sublarr.Web.Components.Layout;

/// <summary>Sublarr's look: a dark room, and the yellow of subtitles for what matters. Every colour stands here; style sheets read it as MudBlazor's variables.</summary>
internal static class SublarrTheme
{
    /// <summary>The bar at the top, and what sticks below it.</summary>
    public const string BarHeight = "3.5rem";

    private static readonly string[] SystemFonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif"];

    /// <summary>Both palettes. Secondary is the colour of links, tertiary that of what is held.</summary>
    public static readonly MudTheme Theme = new()
    {
        PaletteDark = new PaletteDark
        {
            Primary = "#f2c14e",
            PrimaryContrastText = "#1b1503",
            Secondary = "#9cc8ff",
            SecondaryContrastText = "#061424",
            Tertiary = "#bfa3ff",
            TertiaryContrastText = "#150a2e",
            Success = "#5fd08a",
            SuccessContrastText = "#04180c",
            Info = "#74b3ff",
            InfoContrastText = "#051528",
            Warning = "#f7a35c",
            WarningContrastText = "#231003",
            Error = "#ff8078",
            ErrorContrastText = "#2b0503",
            Background = "#12161c",
            Surface = "#191f27",
            AppbarBackground = "#191f27",
            AppbarText = "#e7ebf0",
            DrawerBackground = "#191f27",
            DrawerText = "#a3afbd",
            DrawerIcon = "#a3afbd",
            TextPrimary = "#e7ebf0",
            TextSecondary = "#a3afbd",
            TextDisabled = "#8494a5",
            ActionDefault = "#a3afbd",
            ActionDisabled = "#8494a5",
            ActionDisabledBackground = "#242c36",
            LinesDefault = "#2c3641",
            LinesInputs = "#6b7a8a",
            Divider = "#2c3641",
            TableLines = "#2c3641",
            Skeleton = "#2a3440",
        },
        PaletteLight = new PaletteLight
        {
            Primary = "#7a5600",
            PrimaryContrastText = "#ffffff",
            Secondary = "#0b57a4",
            SecondaryContrastText = "#ffffff",
            Tertiary = "#6b3fc4",
            TertiaryContrastText = "#ffffff",
            Success = "#12693a",
            SuccessContrastText = "#ffffff",
            Info = "#1a56ad",
            InfoContrastText = "#ffffff",
            Warning = "#8a4500",
            WarningContrastText = "#ffffff",
            Error = "#b3201a",
            ErrorContrastText = "#ffffff",
            Background = "#f6f7f9",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#1a222b",
            DrawerBackground = "#ffffff",
            DrawerText = "#515d69",
            DrawerIcon = "#515d69",
            TextPrimary = "#1a222b",
            TextSecondary = "#515d69",
            TextDisabled = "#626d78",
            ActionDefault = "#515d69",
            ActionDisabled = "#626d78",
            ActionDisabledBackground = "#e9ecf0",
            LinesDefault = "#dde2e8",
            LinesInputs = "#808c98",
            Divider = "#dde2e8",
            TableLines = "#dde2e8",
            Skeleton = "#e6eaee",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = SystemFonts, FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = SystemFonts, FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = SystemFonts, FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
        },
        LayoutProperties = new LayoutProperties { AppbarHeight = BarHeight, DefaultBorderRadius = "8px", DrawerWidthLeft = "13.5rem", DrawerMiniWidthLeft = "3.75rem" },
    };
}
