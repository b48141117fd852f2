using System.Security.Cryptography;
using System.Xml;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Security;

/// <summary>Tries the keys that cookies and secrets are encrypted with: found unreadable later, they would make every page an error.</summary>
internal sealed class KeyRing(SublarrOptions options, ISecretProtector protector)
{
    private const string Probe = "probe";

    /// <exception cref="StartupException">A key cannot be read, or none can be written.</exception>
    public void Check()
    {
        try
        {
            ReadEachKey();
            if (protector.Unprotect(protector.Protect(Probe)) != Probe)
            {
                throw new CryptographicException("What was encrypted came back changed.");
            }
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException or CryptographicException or XmlException)
        {
            throw new StartupException(
                $"SUBLARR_CONFIG_DIR: the keys in {options.KeysDirectory} cannot be used ({exception.Message}). "
                + $"Give the folder and its files to the user {ProcessUser.Description}, or restore them from a backup. "
                + "Without them stored secrets are lost and everybody has to sign in again.",
                exception);
        }
    }

    // The framework passes over a key that it cannot open and goes on with a new one: stored secrets would be lost without a word.
    private void ReadEachKey()
    {
        PrivateFiles.MakeFolder(options.KeysDirectory);
        foreach (var file in Directory.EnumerateFiles(options.KeysDirectory, "*.xml"))
        {
            using var stream = File.OpenRead(file);
            using var reader = XmlReader.Create(stream);
            while (reader.Read())
            {
                // Reading it to its end is the check.
            }
        }
    }
}
