using Sublarr.Domain.Jobs;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Providers.OpenSubtitles;

/// <summary>OpenSubtitles.com: https://opensubtitles.stoplight.io/docs/opensubtitles-api.</summary>
/// <param name="http">The way there.</param>
/// <param name="clock">Time.</param>
/// <param name="codec">Reads what a person has set.</param>
internal sealed class OpenSubtitlesProvider(ProviderHttp http, TimeProvider clock, ChannelSettings codec) : ISubtitleProvider, IDisposable
{
    private const string Name = "opensubtitles";

    private readonly OpenSubtitlesClient _client = new(http, clock);

    public ProviderCapabilities Capabilities => ProviderCapabilities.Of(Name);

    public Task<IReadOnlyList<FoundSubtitle>> SearchAsync(ProviderQuery query, IStoredSettings settings, CancellationToken cancellationToken) =>
        _client.SearchAsync(Name, query, codec.Read<OpenSubtitlesSettings>(settings), cancellationToken);

    public Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IStoredSettings settings, CancellationToken cancellationToken) =>
        _client.DownloadAsync(subtitle, codec.Read<OpenSubtitlesSettings>(settings), cancellationToken);

    public IAsyncEnumerable<TestStep> TestAsync(IStoredSettings settings, CancellationToken cancellationToken) =>
        _client.TestAsync(Name, codec.Read<OpenSubtitlesSettings>(settings), cancellationToken);

    public void Dispose() => _client.Dispose();
}

/// <summary>Any server that speaks as OpenSubtitles.com does: a mirror, another Sublarr, a hub of one's own.</summary>
/// <param name="http">The way there.</param>
/// <param name="clock">Time.</param>
/// <param name="codec">Reads what a person has set.</param>
internal sealed class CompatibleProvider(ProviderHttp http, TimeProvider clock, ChannelSettings codec) : ISubtitleProvider, IDisposable
{
    private const string Name = "opensubtitles-compatible";

    private readonly OpenSubtitlesClient _client = new(http, clock);

    public ProviderCapabilities Capabilities => ProviderCapabilities.Of(Name);

    public Task<IReadOnlyList<FoundSubtitle>> SearchAsync(ProviderQuery query, IStoredSettings settings, CancellationToken cancellationToken) =>
        _client.SearchAsync(Name, query, codec.Read<CompatibleSettings>(settings), cancellationToken);

    public Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IStoredSettings settings, CancellationToken cancellationToken) =>
        _client.DownloadAsync(subtitle, codec.Read<CompatibleSettings>(settings), cancellationToken);

    public IAsyncEnumerable<TestStep> TestAsync(IStoredSettings settings, CancellationToken cancellationToken) =>
        _client.TestAsync(Name, codec.Read<CompatibleSettings>(settings), cancellationToken);

    public void Dispose() => _client.Dispose();
}
