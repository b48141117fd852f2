using Sublarr.Infrastructure.Transfer;

namespace Sublarr.Tests.Unit.Transfer;

public sealed class TransferCipherTests
{
    private const string Passphrase = "four unusual words here";

    [Fact]
    public void A_secret_is_opened_by_the_passphrase_and_the_parameters_that_are_written_beside_it()
    {
        using var sealing = TransferCipher.Create(Passphrase);
        var box = sealing.Seal("geheim – ключ 🔑", "webhook.secret");

        using var opening = TransferCipher.Of(Passphrase, sealing.Parameters)!;

        opening.Open(box, "webhook.secret").ShouldBe("geheim – ключ 🔑");
        sealing.Parameters.Iterations.ShouldBe(600_000);
    }

    [Fact]
    public void Another_passphrase_another_purpose_or_a_changed_letter_opens_nothing()
    {
        using var sealing = TransferCipher.Create(Passphrase);
        var box = sealing.Seal("secret", "webhook.secret");
        var changed = Convert.FromBase64String(box);
        changed[14] ^= 1;
        using var other = TransferCipher.Of(Passphrase + "!", sealing.Parameters)!;

        other.Open(box, "webhook.secret").ShouldBeNull();
        sealing.Open(box, "webhook.headers").ShouldBeNull();
        sealing.Open(Convert.ToBase64String(changed), "webhook.secret").ShouldBeNull();
        sealing.Open("AAAA", "webhook.secret").ShouldBeNull();
        sealing.Open("no base64!", "webhook.secret").ShouldBeNull();
    }

    [Fact]
    public void Equal_secrets_look_different_each_time()
    {
        using var cipher = TransferCipher.Create(Passphrase);

        cipher.Seal("secret", "p").ShouldNotBe(cipher.Seal("secret", "p"));
    }

    [Theory]
    [InlineData("pbkdf2-hmac-sha1", 600_000, "AAAAAAAAAAAAAAAAAAAAAA==", "aes-256-gcm")]
    [InlineData("pbkdf2-hmac-sha256", 1, "AAAAAAAAAAAAAAAAAAAAAA==", "aes-256-gcm")]
    [InlineData("pbkdf2-hmac-sha256", int.MaxValue, "AAAAAAAAAAAAAAAAAAAAAA==", "aes-256-gcm")]
    [InlineData("pbkdf2-hmac-sha256", 600_000, "AAAA", "aes-256-gcm")]
    [InlineData("pbkdf2-hmac-sha256", 600_000, "not base64", "aes-256-gcm")]
    [InlineData("pbkdf2-hmac-sha256", 600_000, "AAAAAAAAAAAAAAAAAAAAAA==", "none")]
    public void Weak_or_costly_parameters_are_refused(string kdf, int iterations, string salt, string cipher) =>
        TransferCipher.Of(Passphrase, new TransferEncryption(kdf, iterations, salt, cipher)).ShouldBeNull();
}
