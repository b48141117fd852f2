using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Sublarr.Infrastructure.Channels.Pushover;

/// <summary>
/// Encrypts a field for the app alone: <see href="https://pushover.net/api/encryption"/>. It is packed, encrypted with AES in the mode CBC and
/// signed: the initial vector, what was encrypted, and an HMAC-SHA256 of both, with one key for both.
/// </summary>
internal sealed class PushoverCipher(string hexKey)
{
    private readonly byte[] _key = Convert.FromHexString(hexKey);

    /// <summary>The text as a field that only the key opens.</summary>
    public string Encrypt(string text)
    {
        using var aes = Aes.Create();
        aes.Key = _key;
        byte[] signed = [.. aes.IV, .. aes.EncryptCbc(Packed(text), aes.IV)];
        return Convert.ToBase64String([.. signed, .. HMACSHA256.HashData(_key, signed)]);
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
