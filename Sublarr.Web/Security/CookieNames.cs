using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Sublarr.Web.Security;

/// <summary>
/// Names of cookies that no other Sublarr has: browsers keep the cookies of a host for all its ports, so that two on one machine would sign
/// each other out. The oldest key of the config folder tells installations apart: it lasts as long as the cookies it encrypts.
/// </summary>
internal sealed class CookieNames(IKeyManager keys)
{
    private const int IdLength = 8;

    private readonly Lazy<string> _id = new(() => keys.GetAllKeys().MinBy(key => key.CreationDate)?.KeyId.ToString("N")[..IdLength] ?? "new");

    /// <summary>The cookie of a signed-in browser.</summary>
    public string Session => $"sublarr-{_id.Value}";

    /// <summary>The cookie that forms are compared with.</summary>
    public string Forms => $"sublarr-forms-{_id.Value}";
}
