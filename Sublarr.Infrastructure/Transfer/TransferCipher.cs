using System.Security.Cryptography;
using System.Text;

namespace Sublarr.Infrastructure.Transfer;

/// <summary>How the secrets of a document are encrypted. Written beside them: only the passphrase is missing to open them.</summary>
/// <param name="Kdf">What makes the key of the passphrase; always <see cref="TransferCipher.Kdf"/>.</param>
/// <param name="Iterations">How often it is applied.</param>
/// <param name="Salt">16 random bytes in base64.</param>
/// <param name="Cipher">What encrypts with the key; always <see cref="TransferCipher.Algorithm"/>.</param>
internal sealed record TransferEncryption(string Kdf, int Iterations, string Salt, string Cipher);

/// <summary>
/// Encrypts each secret by itself with a key made of a passphrase: AES-256-GCM, nonce (12 bytes), ciphertext and tag (16 bytes) in base64.
/// What the secret is for is authenticated with it, so that a password cannot be moved to where it would be sent as a header.
/// </summary>
internal sealed class TransferCipher : IDisposable
{
    public const string Kdf = "pbkdf2-hmac-sha256";
    public const string Algorithm = "aes-256-gcm";

    /// <summary>Below it a passphrase is too cheap to guess.</summary>
    public const int FewestIterations = 100_000;

    /// <summary>A document must not keep the processor busy for longer than a second or two.</summary>
    public const int MostIterations = 2_000_000;

    // https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#pbkdf2
    private const int Iterations = 600_000;

    private const int SaltLength = 16;
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly AesGcm _cipher;

    private TransferCipher(string passphrase, byte[] salt, int iterations)
    {
        // The same letters, however the keyboard composed them.
        var key = Rfc2898DeriveBytes.Pbkdf2(passphrase.Normalize(NormalizationForm.FormC), salt, iterations, HashAlgorithmName.SHA256, KeyLength);
        _cipher = new AesGcm(key, TagLength);
        CryptographicOperations.ZeroMemory(key);
        Parameters = new(Kdf, iterations, Convert.ToBase64String(salt), Algorithm);
    }

    /// <summary>What is written beside the secrets.</summary>
    public TransferEncryption Parameters { get; }

    /// <summary>A cipher with a new salt.</summary>
    public static TransferCipher Create(string passphrase) => new(passphrase, RandomNumberGenerator.GetBytes(SaltLength), Iterations);

    /// <summary>The cipher of a document; null when its parameters are none that Sublarr uses.</summary>
    public static TransferCipher? Of(string passphrase, TransferEncryption parameters)
    {
        var salt = new byte[SaltLength];
        return parameters is { Kdf: Kdf, Cipher: Algorithm, Iterations: >= FewestIterations and <= MostIterations }
            && Convert.TryFromBase64String(parameters.Salt, salt, out var length) && length == SaltLength
            ? new(passphrase, salt, parameters.Iterations)
            : null;
    }

    /// <summary>Encrypts a secret.</summary>
    /// <param name="secret">In plain text.</param>
    /// <param name="purpose">What it is for.</param>
    public string Seal(string secret, string purpose)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var result = new byte[NonceLength + plain.Length + TagLength];
        var nonce = result.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        _cipher.Encrypt(nonce, plain, result.AsSpan(NonceLength, plain.Length), result.AsSpan(NonceLength + plain.Length), Encoding.UTF8.GetBytes(purpose));
        return Convert.ToBase64String(result);
    }

    /// <summary>Decrypts a secret; null when the passphrase is another, or something was changed.</summary>
    /// <param name="box">What <see cref="Seal"/> made.</param>
    /// <param name="purpose">What it is for.</param>
    public string? Open(string box, string purpose)
    {
        var data = new byte[box.Length];
        if (!Convert.TryFromBase64String(box, data, out var length) || length < NonceLength + TagLength)
        {
            return null;
        }

        var plain = new byte[length - NonceLength - TagLength];
        try
        {
            _cipher.Decrypt(
                data.AsSpan(0, NonceLength), data.AsSpan(NonceLength, plain.Length), data.AsSpan(length - TagLength, TagLength), plain, Encoding.UTF8.GetBytes(purpose));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public void Dispose() => _cipher.Dispose();
}
