using Schedule = Sublarr.Domain.Jobs.RetrySchedule;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>What a webhook makes of what a person has changed.</summary>
internal static class WebhookCompletion
{
    /// <inheritdoc cref="WebhookSettings.Complete"/>
    /// <param name="typed">The settings before with what was changed.</param>
    /// <param name="before">What is stored now.</param>
    /// <param name="given">The secrets among what was changed.</param>
    public static WebhookSettings Of(WebhookSettings typed, WebhookSettings before, IReadOnlySet<string> given) => WithSecret(WithBody(typed), before, given) with
    {
        Url = typed.Url.Trim(),
        Headers = Filled(typed.Headers, before.Headers, value => value.Trim(' ')),
        SecretValues = Filled(typed.SecretValues, before.SecretValues, value => value.Trim()),
        AuthUser = typed.AuthType == WebhookAuth.Basic ? typed.AuthUser.Trim() : "",
        AuthSecret = AuthSecretOf(typed, before, given),
        RetrySchedule = IsUsual(typed.RetrySchedule) ? null : typed.RetrySchedule,
        CaCertificate = typed.CaCertificate.Trim(),
        ClientCertificate = typed.ClientCertificate.Trim(),
        ClientCertificatePassword = PasswordOf(typed, given),
    };

    // One is made where there is none. One that a person gives replaces the present one at once, and with it the one before.
    private static WebhookSettings WithSecret(WebhookSettings typed, WebhookSettings before, IReadOnlySet<string> given)
    {
        var present = before.Secret.Length > 0 ? before.Secret : WebhookSettings.NewSecret();
        var secret = given.Contains(nameof(WebhookSettings.Secret)) ? typed.Secret.Trim() : present;
        return secret == before.Secret ? typed with { Secret = secret } : typed.Rotate(secret, DateTimeOffset.MinValue, TimeSpan.Zero);
    }

    // Browsers send line breaks of their own. A template of blanks is none.
    private static WebhookSettings WithBody(WebhookSettings typed) => string.IsNullOrWhiteSpace(typed.PayloadTemplate)
        ? typed with { PayloadTemplate = "", ContentType = "" }
        : typed with { PayloadTemplate = typed.PayloadTemplate.ReplaceLineEndings("\n"), ContentType = typed.ContentType.Trim() };

    // A value that is left empty stays.
    private static Dictionary<string, string> Filled(Dictionary<string, string> typed, Dictionary<string, string> before, Func<string, string> trim)
    {
        return typed.ToDictionary(pair => pair.Key, pair => string.IsNullOrWhiteSpace(pair.Value) ? StoredAs(pair.Key) : trim(pair.Value));

        string StoredAs(string name) => before.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? "";
    }

    // A password is no token.
    private static string AuthSecretOf(WebhookSettings typed, WebhookSettings before, IReadOnlySet<string> given) => typed.AuthType switch
    {
        WebhookAuth.None => "",
        _ when given.Contains(nameof(WebhookSettings.AuthSecret)) => typed.AuthSecret,
        _ => typed.AuthType == before.AuthType ? before.AuthSecret : "",
    };

    // A new file comes with a password of its own, or none.
    private static string PasswordOf(WebhookSettings typed, IReadOnlySet<string> given)
    {
        var isKept = typed.ClientCertificate.Trim().Length > 0 && !given.Contains(nameof(WebhookSettings.ClientCertificate));
        return isKept || given.Contains(nameof(WebhookSettings.ClientCertificatePassword)) ? typed.ClientCertificatePassword : "";
    }

    // The usual schedule is not stored: who has it gets what later versions find better.
    private static bool IsUsual(IReadOnlyList<int>? waits) => waits is null or []
        || (waits.Count <= Schedule.RetryLimit && waits.SequenceEqual(Schedule.Webhook.WithRetries(waits.Count).Delays.Select(wait => (int)wait.TotalSeconds)));
}
