using System.Text;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Unit.Webhooks;

/// <summary>The first vector is published with the reference libraries; the others were derived from it with two implementations.</summary>
public sealed class StandardWebhooksTests
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string NewerSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private const string Body = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const string NewerSignature = "v1,78nXHjpFP0tVJQW5D0SBwmVyyW87BV/rL6MgfM/Bw44=";

    private static readonly DateTimeOffset SentAt = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Theory]
    [InlineData(Secret, Body, Signature)]
    [InlineData(Secret, "", "v1,v48jdbgvh29KJz2Qc+ghw8G6vG3nAKnujWBg8oM/62A=")]
    [InlineData(Secret, """{"title":"進撃の巨人 S01E01 — “Café”"}""", "v1,xIeln4HBkqmPdlytDw2Zvsh4a7Pk1g5+fpQ5nmexitA=")]
    [InlineData(NewerSecret, Body, NewerSignature)]
    public void Signature_equals_the_vector(string secret, string body, string expected)
    {
        Sign(body, secret).ShouldBe(expected);
    }

    [Fact]
    public void Two_keys_give_two_signatures_the_current_one_first()
    {
        var signatures = Sign(Body, NewerSecret, Secret);

        signatures.ShouldBe($"{NewerSignature} {Signature}");
        Verifies(signatures, Secret).ShouldBeTrue();
    }

    [Fact]
    public void Key_is_what_the_base64_stands_for()
    {
        Sign(Body, Secret).ShouldNotBe("v1,ELhqG0Ku1gwOc1f4jyKdp3SFGFLAOdJ9bvpWLciCakI=");
    }

    [Fact]
    public void Body_signature_equals_the_published_vector()
    {
        var key = Encoding.UTF8.GetBytes("It's a Secret to Everybody");

        StandardWebhooks.SignBody("Hello, World!"u8, key).ShouldBe("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    }

    [Fact]
    public void New_secret_holds_32_bytes_and_is_new_each_time()
    {
        var secret = StandardWebhooks.NewSecret();

        StandardWebhooks.KeyOf(secret).ShouldNotBeNull().Length.ShouldBe(32);
        secret.ShouldStartWith("whsec_");
        StandardWebhooks.NewSecret().ShouldNotBe(secret);
    }

    [Theory]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(23, false)]
    [InlineData(65, false)]
    [InlineData(0, false)]
    public void Prefixed_secret_holds_24_to_64_bytes(int length, bool isKey)
    {
        var secret = "whsec_" + Convert.ToBase64String(new byte[length]);

        (StandardWebhooks.KeyOf(secret) is not null).ShouldBe(isKey);
    }

    [Theory]
    [InlineData("whsec_not base64 at all, and yet it is long enough")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAA")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjU PD8ILPZIo2LaLaSw")]
    public void Prefixed_secret_with_a_typing_error_is_no_key(string secret)
    {
        StandardWebhooks.KeyOf(secret).ShouldBeNull();
    }

    [Theory]
    [InlineData("a text of just 24 bytes!", true)]
    [InlineData("a text of only 23 bytes", false)]
    [InlineData("十二の三は二十四だよ", true)]
    public void Other_text_is_a_key_by_its_utf8_bytes(string text, bool isKey)
    {
        StandardWebhooks.KeyOf(text).ShouldBe(isKey ? Encoding.UTF8.GetBytes(text) : null);
    }

    [Fact]
    public void Other_text_has_at_most_75_bytes()
    {
        StandardWebhooks.KeyOf(new string('x', 75)).ShouldNotBeNull();
        StandardWebhooks.KeyOf(new string('x', 76)).ShouldBeNull();
    }

    [Theory]
    [InlineData(Signature, true)]
    [InlineData($"v1,bad v2,x nocomma {Signature} v1,bad", true)]
    [InlineData("v1,", false)]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O", false)]
    [InlineData("", false)]
    public void Verifier_takes_a_list_with_one_good_signature(string signatures, bool verifies)
    {
        Verifies(signatures, Secret).ShouldBe(verifies);
    }

    [Theory]
    [InlineData(-299, true)]
    [InlineData(299, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void Verifier_refuses_what_is_older_or_newer_than_five_minutes(int seconds, bool verifies)
    {
        Verifies(Signature, Secret, SentAt.AddSeconds(seconds)).ShouldBe(verifies);
    }

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    public void Verifier_refuses_an_empty_secret(string secret)
    {
        Verifies(Signature, secret).ShouldBeFalse();
    }

    [Fact]
    public void Verifier_takes_a_secret_without_its_prefix()
    {
        Verifies(Signature, Secret["whsec_".Length..]).ShouldBeTrue();
    }

    [Theory]
    [InlineData("webhook-id", null)]
    [InlineData("webhook-timestamp", null)]
    [InlineData("webhook-signature", null)]
    [InlineData("webhook-timestamp", "hello")]
    public void Verifier_needs_each_header(string name, string? value)
    {
        var headers = Headers(Signature);
        headers.Remove(name);
        if (value is not null)
        {
            headers[name] = value;
        }

        WebhookVerifier.Verify(headers, Encoding.UTF8.GetBytes(Body), Secret, SentAt).ShouldBeFalse();
    }

    private static string Sign(string body, params string[] secrets) =>
        StandardWebhooks.Sign(Id, SentAt, Encoding.UTF8.GetBytes(body), secrets.Select(secret => StandardWebhooks.KeyOf(secret)!));

    private static bool Verifies(string signatures, string secret, DateTimeOffset? now = null) =>
        WebhookVerifier.Verify(Headers(signatures), Encoding.UTF8.GetBytes(Body), secret, now ?? SentAt);

    private static Dictionary<string, string> Headers(string signatures) => new()
    {
        ["webhook-id"] = Id,
        ["webhook-timestamp"] = "1614265330",
        ["webhook-signature"] = signatures,
    };
}
