namespace Sublarr.Web.Security;

/// <summary>Where to go after the sign-in.</summary>
internal static class ReturnAddress
{
    /// <summary>The sign-in page.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>The sign-in page, with the way back.</summary>
    public static string SignIn(string? returnUrl) =>
        returnUrl is null or "/" ? SignInPath : $"{SignInPath}?returnUrl={Uri.EscapeDataString(returnUrl)}";

    /// <summary>An address of ours as a component gives it: below the path that Sublarr is published under, whichever that is.</summary>
    /// <param name="path">From Sublarr's root, such as <c>/sign-in</c>.</param>
    public static string Below(string path) => "." + path;

    /// <summary>The address when it is one of ours, else the first page: nobody's link leads from our sign-in to a foreign page.</summary>
    public static string Local(string? returnUrl) => IsLocal(returnUrl) ? returnUrl : "/";

    // Browsers read "//host" and "/\host" as another host, and leave out control characters before they look.
    private static bool IsLocal([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? address) =>
        address is ['/', ..]
        && address is not ['/', '/' or '\\', ..]
        && !address.Any(char.IsControl)
        && !address.StartsWith(SignInPath, StringComparison.OrdinalIgnoreCase);
}
