using FluentValidation;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Bench.Pipeline;

/// <summary>A provider that asks <see cref="SubtitleServer"/> over HTTP, 125 times a second at most: what the limits of real ones leave is theirs, not Sublarr's.</summary>
internal abstract class ServedProvider(string name, ChannelSettings codec, ProviderHttp http) : ISubtitleProvider
{
    private static readonly TimeSpan spacing = TimeSpan.FromMilliseconds(8);

    public ProviderCapabilities Capabilities { get; } = new(name, name, CandidateBits.Of(ScoringKey.Title, ScoringKey.Year, ScoringKey.ReleaseGroup, ScoringKey.Source, ScoringKey.Resolution));

    public async Task<IReadOnlyList<FoundSubtitle>> SearchAsync(ProviderQuery query, IStoredSettings settings, CancellationToken cancellationToken)
    {
        var answer = await http.AskAsync(new ProviderRequest(name, new($"{ServerOf(settings)}/find?name={Uri.EscapeDataString(query.FileName!)}")) { Spacing = spacing }, cancellationToken);
        return
        [
            .. answer.Read().GetProperty("data").EnumerateArray().Select((release, number) => new FoundSubtitle(name, $"{number}", LanguageCode.Find("en")!.Value)
            {
                Matched = CandidateBits.Of(ScoringKey.Title, ScoringKey.Year), Releases = [release.GetString()!], Format = "srt",
            }),
        ];
    }

    public async Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IStoredSettings settings, CancellationToken cancellationToken) =>
        (await http.AskAsync(new ProviderRequest(name, new($"{ServerOf(settings)}/file/{subtitle.Id}")) { IsFile = true, Spacing = spacing }, cancellationToken)).ReadFile("subtitle.srt");

    public IAsyncEnumerable<TestStep> TestAsync(IStoredSettings settings, CancellationToken cancellationToken) => AsyncEnumerable.Empty<TestStep>();

    protected abstract string AddressOf(ChannelSettings settings, IStoredSettings stored);

    private string ServerOf(IStoredSettings settings) => AddressOf(codec, settings);
}

internal sealed class FirstServed(ChannelSettings codec, ProviderHttp http) : ServedProvider("first-served", codec, http)
{
    protected override string AddressOf(ChannelSettings settings, IStoredSettings stored) => settings.Read<FirstServedSettings>(stored).BaseUrl;
}

internal sealed class SecondServed(ChannelSettings codec, ProviderHttp http) : ServedProvider("second-served", codec, http)
{
    protected override string AddressOf(ChannelSettings settings, IStoredSettings stored) => settings.Read<SecondServedSettings>(stored).BaseUrl;
}

internal sealed class ThirdServed(ChannelSettings codec, ProviderHttp http) : ServedProvider("third-served", codec, http)
{
    protected override string AddressOf(ChannelSettings settings, IStoredSettings stored) => settings.Read<ThirdServedSettings>(stored).BaseUrl;
}

[SettingsOfProvider("first-served")]
internal sealed record FirstServedSettings
{
    [Setting(1, "Address")]
    public string BaseUrl { get; init; } = "";
}

[SettingsOfProvider("second-served")]
internal sealed record SecondServedSettings
{
    [Setting(1, "Address")]
    public string BaseUrl { get; init; } = "";
}

[SettingsOfProvider("third-served")]
internal sealed record ThirdServedSettings
{
    [Setting(1, "Address")]
    public string BaseUrl { get; init; } = "";
}

internal sealed class FirstServedValidator : AbstractValidator<FirstServedSettings>;

internal sealed class SecondServedValidator : AbstractValidator<SecondServedSettings>;

internal sealed class ThirdServedValidator : AbstractValidator<ThirdServedSettings>;
