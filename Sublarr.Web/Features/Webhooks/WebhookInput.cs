using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Web.Channels;
using Sublarr.Web.Subscriptions;
using Schedule = Sublarr.Domain.Jobs.RetrySchedule;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>Turns a form into settings: secrets that were not typed stay as they are.</summary>
internal static class WebhookInput
{
    // Stands in for a secret that is stored and was checked when it was.
    private const string Kept = "kept";

    public static bool IsGiven(string? secret) => secret?.Trim() is not (null or "" or WebhookView.Mask);

    /// <summary>The settings with something valid in place of what is stored.</summary>
    public static WebhookSettings Checkable(WebhookForm form)
    {
        var stored = new WebhookSettings
        {
            Secret = WebhookSettings.NewSecret(),
            Headers = form.Headers.Where(row => row.IsKept).DistinctBy(Key).ToDictionary(Key, _ => Kept),
            SecretValues = form.SecretValues.Where(row => row.IsKept).DistinctBy(row => row.Name.Trim()).ToDictionary(row => row.Name.Trim(), _ => Kept),
            AuthType = form.StoredAuthType,
            AuthSecret = form.StoredAuthType == WebhookAuth.None ? "" : Kept,
        };
        return SettingsOf(form, stored, null);
    }

    /// <summary>The settings to store.</summary>
    /// <param name="form">What was filled in.</param>
    /// <param name="stored">What is stored now, secrets in plain text.</param>
    /// <param name="newSecret">A secret made for it; null for the one in the form or the stored one.</param>
    public static WebhookSettings SettingsOf(WebhookForm form, WebhookSettings stored, string? newSecret) => WithCertificate(form, WithSecret(form, stored, newSecret)) with
    {
        Url = UrlOf(form.Url.Trim(), stored),
        Headers = form.Headers.DistinctBy(Key).ToDictionary(row => row.Name.Trim(), row => ValueOf(row, stored), StringComparer.OrdinalIgnoreCase),
        SecretValues = form.SecretValues.DistinctBy(row => row.Name.Trim()).ToDictionary(row => row.Name.Trim(), row => SecretValueOf(row, stored), StringComparer.Ordinal),
        AuthType = form.AuthType,
        AuthUser = form.AuthType == WebhookAuth.Basic ? form.AuthUser.Trim() : "",
        AuthSecret = AuthSecretOf(form, stored),
        CaCertificate = form.CaCertificate.Trim(),
        AllowInvalidCertificate = form.AllowInvalidCertificate,
        HubSignature = form.HubSignature,
        WholePaths = form.WholePaths,
        InFlight = form.InFlight,
        RateLimit = form.RateLimit,
        RatePeriod = form.RatePeriod,
        Ordering = form.Ordering,
        MaxAge = MaxAgeOf(form) ?? 0,
        RetrySchedule = ScheduleOf(form),
        PayloadTemplate = TemplateOf(form),
        ContentType = TemplateOf(form).Length > 0 ? form.ContentType.Trim() : "",
    };

    /// <summary>How often a failed delivery is repeated.</summary>
    public static int RetriesOf(WebhookForm form) => form.RetryCount ?? DurationText.ReadList(form.RetrySchedule)?.Count ?? 0;

    /// <summary>How old an event may be, in seconds; null when what was typed is no time.</summary>
    public static int? MaxAgeOf(WebhookForm form) => string.IsNullOrWhiteSpace(form.MaxAge) ? 0 : DurationText.Read(form.MaxAge);

    // The usual schedule is not stored: who has it gets what later versions find better.
    private static IReadOnlyList<int>? ScheduleOf(WebhookForm form)
    {
        var typed = DurationText.ReadList(form.RetrySchedule) ?? [];
        var retries = RetriesOf(form);
        if (typed.Count is 0 or > Schedule.RetryLimit || retries is <= 0 or > Schedule.RetryLimit)
        {
            return typed.Count > Schedule.RetryLimit ? typed : null;
        }

        IReadOnlyList<int> waits = [.. Enumerable.Range(0, retries).Select(index => typed[Math.Min(index, typed.Count - 1)])];
        return waits.SequenceEqual(Schedule.Webhook.WithRetries(retries).Delays.Select(wait => (int)wait.TotalSeconds)) ? null : waits;
    }

    // Browsers send line breaks of their own. A template of blanks is none.
    private static string TemplateOf(WebhookForm form) =>
        string.IsNullOrWhiteSpace(form.PayloadTemplate) ? "" : form.PayloadTemplate.ReplaceLineEndings("\n");

    /// <summary>True when the client certificate that is stored, if any, stays.</summary>
    public static bool IsCertificateKept(WebhookForm form) => form.ClientCertificate is null or WebhookView.Mask;

    private static WebhookSettings WithCertificate(WebhookForm form, WebhookSettings stored) => IsCertificateKept(form)
        ? stored
        : (stored with
        {
            ClientCertificate = form.ClientCertificate!.Trim(),
            ClientCertificatePassword = form.ClientCertificate.Trim().Length > 0 ? form.ClientCertificatePassword ?? "" : "",
        }).WithCertificateHolder();

    // A secret that a person types replaces the present one at once, and with it the one before.
    private static WebhookSettings WithSecret(WebhookForm form, WebhookSettings stored, string? newSecret) =>
        (newSecret ?? (IsGiven(form.Secret) ? form.Secret!.Trim() : stored.Secret)) is var secret && secret != stored.Secret
            ? stored.Rotate(secret, DateTimeOffset.MinValue, TimeSpan.Zero)
            : stored;

    private static string ValueOf(SecretRow row, WebhookSettings stored) => IsGiven(row.Value)
        ? row.Value.Trim(' ')
        : stored.Headers.FirstOrDefault(pair => pair.Key.Equals(Key(row), StringComparison.OrdinalIgnoreCase)).Value ?? "";

    // What was shown masked and comes back so is the one that is stored.
    private static string UrlOf(string typed, WebhookSettings stored) => typed == ChatAddress.Shown(stored.Url) ? stored.Url : typed;

    private static string SecretValueOf(SecretRow row, WebhookSettings stored) =>
        IsGiven(row.Value) ? row.Value.Trim() : stored.SecretValues.GetValueOrDefault(row.Name.Trim(), "");

    private static string AuthSecretOf(WebhookForm form, WebhookSettings stored) => form.AuthType switch
    {
        WebhookAuth.None => "",
        _ when IsGiven(form.AuthSecret) => form.AuthSecret!,
        _ => form.AuthType == stored.AuthType ? stored.AuthSecret : "",
    };

    private static string Key(SecretRow row) => row.Name.Trim().ToUpperInvariant();
}
