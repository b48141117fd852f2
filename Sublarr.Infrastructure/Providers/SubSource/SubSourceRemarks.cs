using System.Text.RegularExpressions;

namespace Sublarr.Infrastructure.Providers.SubSource;

/// <summary>What people write beside a subtitle, where the fields for it are left empty.</summary>
/// <param name="IsHearingImpaired">For the hearing impaired.</param>
/// <param name="IsForced">For foreign parts alone.</param>
internal readonly partial record struct SubSourceRemarks(bool IsHearingImpaired, bool IsForced)
{
    /// <summary>Reads it. "Non HI" says the opposite of "HI".</summary>
    /// <param name="commentary">What is written; null for nothing.</param>
    public static SubSourceRemarks Of(string? commentary) => commentary is null
        ? default
        : new(HearingImpaired().IsMatch(commentary) && !Not().IsMatch(commentary), Foreign().IsMatch(commentary));

    [GeneratedRegex(@"\b(?:SDH|HI|CC|hearing[ -]impaired)\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex HearingImpaired();

    [GeneratedRegex(@"\b(?:non?|not|without|removed)[ -]*(?:SDH|HI|CC|hearing[ -]impaired)\b|\b(?:SDH|HI|CC)[ -]*(?:removed|free)\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Not();

    [GeneratedRegex(@"\b(?:forced|foreign(?:[ -]parts?)?(?:[ -]only)?)\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Foreign();
}
