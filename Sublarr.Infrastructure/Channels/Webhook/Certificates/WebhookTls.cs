using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Webhook.Certificates;

/// <summary>Whom a webhook trusts and how it proves itself, where that differs from the system's ways.</summary>
internal sealed class WebhookTls : IConnectionTls
{
    private readonly X509Certificate2Collection? _authorities;
    private readonly SslCertificate? _client;
    private readonly bool _isUnverified;

    private WebhookTls(WebhookSettings settings)
    {
        _authorities = settings.CaCertificate.Length > 0 ? CertificateText.ReadAuthorities(settings.CaCertificate, out _) : null;
        _client = settings.ClientCertificate.Length > 0 ? CertificateText.ReadClient(settings.ClientCertificate, settings.ClientCertificatePassword, out _) : null;
        _isUnverified = settings.AllowInvalidCertificate;
    }

    /// <summary>The choices of a webhook; null for the system's ways, so that such webhooks share connections.</summary>
    public static WebhookTls? Of(WebhookSettings settings) =>
        settings is { CaCertificate: "", ClientCertificate: "", AllowInvalidCertificate: false } ? null : new WebhookTls(settings);

    /// <summary>What keeps a connection from being made now, as a sentence; null when nothing does.</summary>
    public string? ProblemAt(DateTimeOffset now) =>
        (_client is null ? null : CertificateText.ProblemAt(_client.Own, "The client certificate", now))
        ?? (_isUnverified ? null : _authorities?.Select(authority => CertificateText.ProblemAt(authority, "The authority's certificate", now)).FirstOrDefault(problem => problem is not null));

    /// <summary>The choices as the HTTP stack takes them.</summary>
    [SuppressMessage("Security", "CA5359", Justification = "A person has said so for this one receiver, and its page says so too.")]
    public SslClientAuthenticationOptions Options()
    {
        var options = new SslClientAuthenticationOptions();
        if (_client is not null)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(_client.Own, _client.Chain, offline: true);
        }

        if (_isUnverified)
        {
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        }
        else if (_authorities is not null)
        {
            options.CertificateChainPolicy = Trusting(_authorities);
        }

        return options;
    }

    private static X509ChainPolicy Trusting(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // Lists of a home's own authority are nowhere to be fetched, and fetching would go past the rules for addresses.
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
