using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sublarr.Tests.Fixtures;

/// <summary>A certificate authority that lives as long as a test.</summary>
public sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _certificate;

    public TestAuthority(DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Home CA", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        _certificate = request.CreateSelfSigned(from ?? DateTimeOffset.UtcNow.AddDays(-400), until ?? DateTimeOffset.UtcNow.AddDays(400));
    }

    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>A certificate with its key, for a server on this machine, or on a host, or for a client.</summary>
    public X509Certificate2 Issue(string name, DateTimeOffset? from = null, DateTimeOffset? until = null, string? host = null)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (host is null)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }
        else
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(_certificate, from ?? DateTimeOffset.UtcNow.AddDays(-1), until ?? DateTimeOffset.UtcNow.AddDays(30), RandomNumberGenerator.GetBytes(8));
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>The same as a PFX file in base64.</summary>
    public string IssuePfx(string name, string password, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        using var issued = Issue(name, from, until);
        return Convert.ToBase64String(issued.Export(X509ContentType.Pfx, password));
    }

    public void Dispose() => _certificate.Dispose();
}
