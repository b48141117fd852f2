using Microsoft.AspNetCore.DataProtection;

namespace Sublarr.Infrastructure.Security;

internal sealed class SecretProtector(IDataProtectionProvider provider) : ISecretProtector
{
    private readonly IDataProtector _protector = provider.CreateProtector("Sublarr.Secrets.v1");

    public string Protect(string secret) => secret.Length == 0 ? "" : _protector.Protect(secret);

    public string Unprotect(string stored) => stored.Length == 0 ? "" : _protector.Unprotect(stored);
}
