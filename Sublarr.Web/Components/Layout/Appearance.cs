namespace Sublarr.Web.Components.Layout;

/// <summary>How one browser wants the pages to look. A cookie keeps it, so that the first byte of a page knows.</summary>
public enum Appearance
{
    /// <summary>Dark, as Sublarr is without a choice.</summary>
    Dark,

    /// <summary>Light.</summary>
    Light,

    /// <summary>As the browser's system is at the moment.</summary>
    System,
}

/// <summary>Where the choice is kept.</summary>
internal static class AppearanceCookie
{
    /// <summary>The cookie's name; <c>app.js</c> writes it.</summary>
    public const string Name = "sublarr-appearance";

    /// <summary>What a request's browser has chosen.</summary>
    public static Appearance Read(HttpRequest request) =>
        Enum.TryParse<Appearance>(request.Cookies[Name], ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : Appearance.Dark;
}
