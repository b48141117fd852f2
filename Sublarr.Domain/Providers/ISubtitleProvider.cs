using Sublarr.Domain.Jobs;
using Sublarr.Domain.Settings;

namespace Sublarr.Domain.Providers;

/// <summary>
/// A service, or a place, that subtitles come from. Found by scan: a new provider is one new file. It keeps nothing between two questions but a sign-in;
/// how it fares, what is left of its quota and when it may be asked again is kept by who asks it.
/// </summary>
public interface ISubtitleProvider
{
    /// <summary>What it is called, and what it can tell of its subtitles.</summary>
    ProviderCapabilities Capabilities { get; }

    /// <summary>The name it is stored and asked for by, in lower case.</summary>
    string Name => Capabilities.Name;

    /// <summary>What it has for a video, in the languages that are wanted. An empty list when it has nothing: that is no failure.</summary>
    /// <param name="query">The video and the wish.</param>
    /// <param name="settings">What a person has set, read with the provider's own record.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <exception cref="ProviderException">It did not answer as it should.</exception>
    Task<IReadOnlyList<FoundSubtitle>> SearchAsync(ProviderQuery query, IStoredSettings settings, CancellationToken cancellationToken);

    /// <summary>Fetches one of those that it found, as it is delivered: packed or not, in whatever charset.</summary>
    /// <param name="subtitle">What it found.</param>
    /// <param name="settings">What a person has set.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <exception cref="ProviderException">It did not answer as it should.</exception>
    Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IStoredSettings settings, CancellationToken cancellationToken);

    /// <summary>Tries it out step by step, and uses up none of its downloads. A step that failed is the last.</summary>
    /// <param name="settings">What a person has set, saved or not.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    IAsyncEnumerable<TestStep> TestAsync(IStoredSettings settings, CancellationToken cancellationToken);
}
