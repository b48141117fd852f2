using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using MimeKit;

namespace Sublarr.Tests.Fixtures.Services;

/// <summary>
/// A mail server that others wrote, aiosmtpd, as a process of its own. What a recipient is called decides its answer: <c>451-later@example.org</c> is answered with 451, and so are 421 and 550.
/// </summary>
internal sealed class RealMailServer : IAsyncDisposable
{
    /// <summary>What has to be installed.</summary>
    public const string Program = "aiosmtpd";

    public const string User = FakeMailServer.User;
    public const string Password = FakeMailServer.Password;

    private readonly TemporaryFolder _folder;
    private readonly Process _process;

    private RealMailServer(TemporaryFolder folder, Process process, int port) => (_folder, _process, Port) = (folder, process, port);

    public int Port { get; }

    /// <summary>What it has taken, in its order; each with <c>X-Was-Secure</c> and <c>X-Signed-In</c>, as it saw them.</summary>
    public IReadOnlyList<MimeMessage> Mails => [.. Directory.EnumerateFiles(_folder.Path, "*.eml")
        .OrderBy(file => int.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture)).Select(file => MimeMessage.Load(file))];

    /// <summary>Starts it.</summary>
    /// <param name="hasStarttls">True when it offers STARTTLS.</param>
    /// <param name="beginsWithTls">True when it waits for TLS from the first byte on.</param>
    /// <param name="wantsSignIn">True when it takes mail from <see cref="User"/> alone.</param>
    public static async Task<RealMailServer> StartAsync(bool hasStarttls = false, bool beginsWithTls = false, bool wantsSignIn = false)
    {
        var folder = new TemporaryFolder();
        List<string> arguments = [Path.Combine(Repository.Folder, "Sublarr.Tests", "ReferenceServers", "mail_server.py"), "--folder", folder.Path];
        if (hasStarttls || beginsWithTls)
        {
            arguments.AddRange(WriteCertificate(folder.Path));
            arguments.AddRange(beginsWithTls ? ["--tls"] : []);
        }

        arguments.AddRange(wantsSignIn ? ["--user", User, "--password", Password] : []);
        var process = Process.Start(new ProcessStartInfo(Interpreter(), arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        if (await process.StandardOutput.ReadLineAsync().WaitAsync(Eventually.Patience) is { } port)
        {
            return new(folder, process, int.Parse(port, CultureInfo.InvariantCulture));
        }

        var problem = await process.StandardError.ReadToEndAsync();
        process.Dispose();
        folder.Dispose();
        throw new InvalidOperationException($"{Program} did not start: {problem}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        _process.Dispose();
        _folder.Dispose();
    }

    // Which Python it was installed for, the program itself says in its first line.
    private static string Interpreter()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, Program)).First(File.Exists);
        return File.ReadLines(program).First()[2..].Trim();
    }

    private static string[] WriteCertificate(string folder)
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue("mail.test");
        using var key = certificate.GetRSAPrivateKey()!;
        var (pem, secret) = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        File.WriteAllText(pem, certificate.ExportCertificatePem());
        File.WriteAllText(secret, key.ExportPkcs8PrivateKeyPem());
        return ["--certificate", pem, "--key", secret];
    }
}
