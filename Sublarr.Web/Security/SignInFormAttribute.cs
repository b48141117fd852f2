namespace Sublarr.Web.Security;

/// <summary>A page of strangers whose form costs a check of a password: <see cref="SignInLimits"/> and <see cref="StrangersLine"/> hold for it.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SignInFormAttribute : Attribute
{
    /// <summary>True when the request goes to such a page.</summary>
    public static bool IsOn(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<SignInFormAttribute>() is not null;
}
