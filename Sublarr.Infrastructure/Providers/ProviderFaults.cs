using System.Net;
using System.Text.Json;
using Sublarr.Domain.Providers;

namespace Sublarr.Infrastructure.Providers;

/// <summary>What an answer that is none comes to, as a sentence with its remedy. A provider looks first at what only it means.</summary>
internal static class ProviderFaults
{
    /// <summary>The body as JSON of a shape.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="kind">An object or a list.</param>
    /// <exception cref="ProviderException">It failed, or is something else.</exception>
    public static JsonElement Read(this ProviderAnswer answer, JsonValueKind kind = JsonValueKind.Object)
    {
        if (!answer.IsSuccess)
        {
            throw answer.Fault();
        }

        return answer.Json is var json && json.ValueKind == kind ? json : throw answer.Strange();
    }

    /// <summary>The body as a file.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="name">What it is called where the answer does not say.</param>
    /// <exception cref="ProviderException">It failed, is empty, or is a page to look at.</exception>
    public static DownloadedSubtitle ReadFile(this ProviderAnswer answer, string name) => answer switch
    {
        { Status: HttpStatusCode.NotModified } or { IsSuccess: true, Body.Length: 0 } =>
            throw answer.Fault(ProviderFailureReason.NotThere, "gave an empty file: it is damaged there. Another subtitle may be in order."),
        { IsSuccess: false } => throw answer.Fault(),
        { IsPage: true } => throw answer.Strange(),
        _ => new(DownloadedSubtitle.NameOf(answer.FileName, DownloadedSubtitle.NameOf(name, "subtitle")), answer.Body),
    };

    /// <summary>What went wrong, by the status alone.</summary>
    public static ProviderException Fault(this ProviderAnswer answer) => (int)answer.Status switch
    {
        401 or 403 when answer.Request.AsksForNoKey => answer.Fault(
            ProviderFailureReason.Broken, "turns Sublarr away, though it asks for no key: it, or what stands in front of it, does not like the address it is asked from"),
        401 or 403 => answer.Fault(ProviderFailureReason.KeyRefused, "does not take the key. Copy it again from your account there"),
        404 or 410 => answer.Fault(ProviderFailureReason.NotThere, "no longer has it"),
        429 => answer.Fault(ProviderFailureReason.Busy, "was asked too often, and wants to be left alone for a while"),
        >= 300 and < 400 => answer.Fault(ProviderFailureReason.Misconfigured, $"points elsewhere{PlaceOf(answer)}. Enter the address that it should be asked at"),
        >= 500 => answer.Fault(ProviderFailureReason.Broken, "has a fault of its own. It usually passes"),
        >= 400 => answer.Fault(ProviderFailureReason.Refused, "refuses the question"),
        _ => answer.Strange(),
    };

    /// <summary>What went wrong, in words of the provider's.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="reason">The kind of failure.</param>
    /// <param name="what">What the host did, as the rest of a sentence.</param>
    /// <param name="quota">What is left of its downloads; null when it did not say.</param>
    public static ProviderException Fault(this ProviderAnswer answer, ProviderFailureReason reason, string what, ProviderQuota? quota = null)
    {
        var said = answer.Reason is { } words ? $" It says: \"{words}\" ({(int)answer.Status})." : $" It answered {(int)answer.Status}.";
        // With nothing left the reset of the quota counts; a header says when the next question may come.
        var retryAt = reason == ProviderFailureReason.QuotaUsedUp ? quota?.ResetAt ?? answer.RetryAt : answer.RetryAt ?? quota?.ResetAt;
        return new(new(reason, $"{answer.Target} {what.TrimEnd('.')}.{said}") { RetryAt = retryAt, Quota = quota });
    }

    /// <summary>It answered what no program understands.</summary>
    public static ProviderException Strange(this ProviderAnswer answer) => new(new(
        ProviderFailureReason.Strange,
        answer.IsPage
            ? $"{answer.Target} answered {(int)answer.Status} with a page to look at: check the address, and whether something in front of it asks who you are."
            : $"{answer.Target} answered {(int)answer.Status} with something that Sublarr does not understand: check the address. If it is right, the provider has changed."));

    private static string PlaceOf(ProviderAnswer answer) => answer.Header("Location") is { Length: > 0 } place ? $", to {answer.Redaction.Url(place)}" : "";
}
