using System.Globalization;
using System.Runtime.CompilerServices;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Providers.Embedded;

/// <summary>The subtitles inside a video. They belong to this very file, so that they match it as well as a hash does.</summary>
/// <param name="ffprobe">Looks into the video.</param>
/// <param name="options">Where ffmpeg is.</param>
/// <param name="codec">Reads what a person has set.</param>
internal sealed class EmbeddedProvider(Ffprobe ffprobe, SublarrOptions options, ChannelSettings codec) : ISubtitleProvider
{
    private const string Name = ProviderCapabilities.Embedded;

    private readonly Ffmpeg _ffmpeg = new(options);

    public ProviderCapabilities Capabilities => ProviderCapabilities.Of(Name);

    public async Task<IReadOnlyList<FoundSubtitle>> SearchAsync(ProviderQuery query, IStoredSettings settings, CancellationToken cancellationToken)
    {
        if (query.Path is not { } path)
        {
            return [];
        }

        var (probe, problem) = await ffprobe.ReadAsync(path, cancellationToken);
        if (probe is null)
        {
            throw new ProviderException(new(ProviderFailureReason.NotThere, problem!));
        }

        var set = codec.Read<EmbeddedSettings>(settings);
        return [.. probe.Streams.Where(stream => stream.Kind == "subtitle").Select(stream => Of(stream, path, set, query)).OfType<FoundSubtitle>()];
    }

    public async Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IStoredSettings settings, CancellationToken cancellationToken)
    {
        // "3:subrip:/tv/Show/S01E01.mkv"
        if (subtitle.Id.Split(':', 3) is not [var number, var codecName, var path]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || EmbeddedFormat.OfCodec(codecName) is not { } format)
        {
            throw new ProviderException(new(ProviderFailureReason.NotThere, "It does not say which track of which video it is. Search again."));
        }

        return new(DownloadedSubtitle.NameOf(subtitle.FileName, $"track.{format.Extension}"), await _ffmpeg.ExtractAsync(path, index, format, cancellationToken));
    }

    public async IAsyncEnumerable<TestStep> TestAsync(IStoredSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await ProviderSteps.StepAsync("ffmpeg found", () => _ffmpeg.VersionAsync(cancellationToken));
    }

    // Pictures of text are none: they would have to be read by eye.
    private static FoundSubtitle? Of(VideoStream stream, string path, EmbeddedSettings settings, ProviderQuery query)
    {
        var language = stream.Language ?? (settings.OffersUnnamed && query.Languages.Count > 0 ? query.Languages[0] : null);
        if (EmbeddedFormat.OfCodec(stream.Codec) is not { } format || language is not { } known || query.WantedBy(known) is null)
        {
            return null;
        }

        var name = SidecarName.Of(path, new PresentSubtitle(known, stream.IsForced, stream.IsHearingImpaired), $".{format.Extension}", new SidecarStyle());
        return new FoundSubtitle(Name, string.Create(CultureInfo.InvariantCulture, $"{stream.Index}:{stream.Codec}:{path}"), known)
        {
            Matched = CandidateBits.Of(ScoringKey.Hash),
            FileName = Path.GetFileName(name),
            Format = format.Extension,
            IsForced = stream.IsForced,
            IsHearingImpaired = stream.IsHearingImpaired,
        };
    }
}
