using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Sublarr.Tests.Fixtures;

/// <summary>A real nginx in front of Sublarr: https with a certificate of its own, on a port that no browser takes for granted.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private const string DebianPath = "/usr/sbin/nginx";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly X509Certificate2 _root;

    private Nginx(string locations)
    {
        var port = LocalPort.Free();
        Address = new Uri($"https://127.0.0.1:{port}/");
        using var authority = new TestAuthority();
        _root = X509Certificate2.CreateFromPem(authority.Pem);
        using var certificate = authority.Issue("proxy");
        File.WriteAllText(Path.Combine(_folder.Path, "certificate.pem"), certificate.ExportCertificatePem());
        using var key = certificate.GetRSAPrivateKey()!;
        File.WriteAllText(Path.Combine(_folder.Path, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(_folder.Path, "nginx.conf"), Configuration(_folder.Path, port, locations));
        _process = Process.Start(new ProcessStartInfo(File.Exists(DebianPath) ? DebianPath : "nginx", ["-p", _folder.Path, "-c", "nginx.conf", "-e", "errors.log"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Where browsers go.</summary>
    public Uri Address { get; }

    /// <summary>Starts it.</summary>
    /// <param name="locations">What its only server does, as nginx writes it.</param>
    public static async Task<Nginx> StartAsync(string locations)
    {
        var nginx = new Nginx(locations);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, nginx.Address.Port);
                return nginx;
            }
            catch (SocketException) when (watch.Elapsed < StartTime && !nginx._process.HasExited)
            {
                await Task.Delay(25);
            }
            catch (SocketException exception)
            {
                var problem = nginx._process.HasExited ? await nginx._process.StandardError.ReadToEndAsync() : "it does not listen";
                await nginx.DisposeAsync();
                throw new InvalidOperationException($"nginx did not start: {problem}", exception);
            }
        }
    }

    /// <summary>What trusts the proxy, and is told of every redirect.</summary>
    public HttpClient CreateClient()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { _root },
        };
        return new HttpClient(handler) { BaseAddress = Address };
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        }

        _process.Dispose();
        _root.Dispose();
        _folder.Dispose();
    }

    // One process, so that nothing is left when it is killed, whoever runs the tests.
    private static string Configuration(string folder, int port, string locations) => $$"""
        daemon off;
        master_process off;
        pid {{folder}}/nginx.pid;
        events { worker_connections 256; }
        http {
            access_log off;
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
            server {
                listen 127.0.0.1:{{port}} ssl;
                ssl_certificate {{folder}}/certificate.pem;
                ssl_certificate_key {{folder}}/key.pem;
                {{locations}}
            }
        }
        """;
}
