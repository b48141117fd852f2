namespace Sublarr.Infrastructure.Security;

/// <summary>Encrypts secrets before they are stored.</summary>
public interface ISecretProtector
{
    /// <summary>Encrypts; an empty text stays empty.</summary>
    string Protect(string secret);

    /// <summary>Decrypts what <see cref="Protect"/> made.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys in the config folder are not the ones it was encrypted with.</exception>
    string Unprotect(string stored);
}
