using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sublarr.Infrastructure.Channels.Webhook.Certificates;

/// <summary>Reads certificates as people give them, and says what is wrong with them.</summary>
internal static class CertificateText
{
    /// <summary>The longest text, in characters: a chain of several certificates fits.</summary>
    public const int LengthLimit = 64 * 1024;

    /// <summary>Reads the certificates of authorities from PEM.</summary>
    /// <param name="pem">One or more certificates.</param>
    /// <param name="problem">What is wrong, as a sentence; null when nothing is.</param>
    /// <returns>Null when they cannot be read.</returns>
    public static X509Certificate2Collection? ReadAuthorities(string pem, out string? problem)
    {
        var certificates = new X509Certificate2Collection();
        problem = pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal)
            ? "The text holds a private key: remove it. The certificate alone is needed, and nobody else should have the key."
            : null;
        if (problem is not null)
        {
            return null;
        }

        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            problem = "The certificate cannot be read: copy it again, from the line BEGIN CERTIFICATE to the line END CERTIFICATE.";
            return null;
        }

        problem = certificates.Count == 0 ? "There is no certificate in the text: it begins with the line -----BEGIN CERTIFICATE-----." : null;
        return problem is null ? certificates : null;
    }

    /// <summary>Reads a certificate with its private key, and those between it and its authority.</summary>
    /// <param name="pfx">A PFX file in base64.</param>
    /// <param name="password">Its password; empty for none.</param>
    /// <param name="problem">What is wrong, as a sentence; null when nothing is.</param>
    /// <returns>Null when it cannot be read.</returns>
    public static SslCertificate? ReadClient(string pfx, string password, out string? problem)
    {
        var bytes = new byte[pfx.Length];
        if (!Convert.TryFromBase64String(pfx, bytes, out var length))
        {
            problem = "The client certificate is no PFX file in base64.";
            return null;
        }

        try
        {
            var all = X509CertificateLoader.LoadPkcs12Collection(bytes.AsSpan(0, length), password, X509KeyStorageFlags.DefaultKeySet);
            var own = all.FirstOrDefault(certificate => certificate.HasPrivateKey);
            problem = own is null ? "The client certificate has no private key: export it together with its key." : null;
            return own is null ? null : new SslCertificate(own, [.. all.Where(certificate => certificate != own)]);
        }
        catch (CryptographicException)
        {
            problem = "The client certificate cannot be opened: check that it is a PFX file, and its password.";
            return null;
        }
    }

    /// <summary>What is wrong with the dates of a certificate, as a sentence; null when nothing is.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="what">What it is to the reader.</param>
    /// <param name="now">Now, in UTC.</param>
    public static string? ProblemAt(X509Certificate2 certificate, string what, DateTimeOffset now)
    {
        // The dates of certificates are given in local time.
        var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        if (now.UtcDateTime > until)
        {
            return $"{what} \"{NameOf(certificate)}\" expired on {until:yyyy-MM-dd}: renew it.";
        }

        return now.UtcDateTime < from ? $"{what} \"{NameOf(certificate)}\" is valid from {from:yyyy-MM-dd} on: check the clock, or wait." : null;
    }

    /// <summary>A certificate as people know it.</summary>
    public static string Describe(X509Certificate2 certificate) => $"{NameOf(certificate)}, valid until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}";

    private static string NameOf(X509Certificate2 certificate) =>
        certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) is { Length: > 0 } name ? name : certificate.Subject;
}

/// <summary>A certificate with its private key.</summary>
/// <param name="Own">The certificate.</param>
/// <param name="Chain">Those between it and its authority.</param>
internal sealed record SslCertificate(X509Certificate2 Own, X509Certificate2Collection Chain);
