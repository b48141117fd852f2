using Sublarr.Domain.Providers;

namespace Sublarr.Infrastructure.History;

/// <summary>What is remembered of a video when subtitles are looked for.</summary>
/// <param name="Blacklisted">What a person does not want to see again, with what was said of it.</param>
/// <param name="Taken">What lay beside it at some time, or does now.</param>
internal sealed record VideoPast(IReadOnlyDictionary<ProviderSubtitle, string?> Blacklisted, IReadOnlySet<ProviderSubtitle> Taken)
{
    /// <summary>Of a video of which nothing is remembered.</summary>
    public static VideoPast None { get; } = new(new Dictionary<ProviderSubtitle, string?>(), new HashSet<ProviderSubtitle>());

    /// <summary>Why it is refused, as a sentence; null when it is not.</summary>
    public string? RefusalOf(FoundSubtitle found) => Blacklisted.TryGetValue(ProviderSubtitle.Of(found), out var reason)
        ? $"It is on the blacklist of this video{(reason is null ? "" : $" ({reason.TrimEnd('.')})")}."
        : null;
}

/// <summary>A subtitle as its provider knows it.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Id">Its id there.</param>
internal readonly record struct ProviderSubtitle(string Provider, string Id)
{
    /// <summary>One that was found.</summary>
    public static ProviderSubtitle Of(FoundSubtitle found) => new(found.Provider, found.Id);
}
