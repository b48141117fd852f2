using System.Globalization;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Library;

/// <summary>What was found, as a person reads it, with all of it as JSON behind.</summary>
internal static class LookSentences
{
    private static readonly JsonSerializerOptions Indented = new(EventJson.Options) { WriteIndented = true };

    public static AttemptDetail Of(FoundVideo found) => new()
    {
        Note = string.Join(' ', new[] { Video(found.Video), Streams(found.Video.Probe), found.Unprobed, Beside(found.Sidecars) }.OfType<string>()),
        Parts = [new("What was found, as JSON", JsonSerializer.Serialize(new { found.Video, found.Sidecars }, Indented))],
    };

    private static string Video(VideoFile video)
    {
        var facts = new List<string> { Wording.Bytes(video.Size) };
        if (video.Probe?.Duration is { } duration)
        {
            facts.Add(Wording.Duration(duration));
        }

        if (video.Probe?.Streams.FirstOrDefault(stream => stream is { Kind: "video", Width: > 0 }) is { } picture)
        {
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"{picture.Codec} {picture.Width} × {picture.Height}"));
        }

        return $"{video.Path}: {string.Join(", ", facts)}.";
    }

    private static string? Streams(VideoProbe? probe) => probe is null
        ? null
        : $"{Listed("Sound", probe, "audio") ?? "No sound."} {Listed("Subtitles inside", probe, "subtitle") ?? "No subtitles inside."}";

    private static string? Listed(string what, VideoProbe probe, string kind)
    {
        var streams = probe.Streams.Where(stream => stream.Kind == kind).Select(StreamName).ToList();
        return streams.Count == 0 ? null : $"{what}: {string.Join(", ", streams)}.";
    }

    private static string StreamName(VideoStream stream) => With(NameOf(stream.Language, stream.LanguageTag), stream.Codec, stream.IsForced, stream.IsHearingImpaired);

    private static string Beside(IReadOnlyList<SidecarSubtitle> sidecars) => sidecars.Count == 0
        ? "No subtitles beside it."
        : $"Beside it: {string.Join(", ", sidecars.Select(sidecar => With(NameOf(sidecar.Language), sidecar.Name, sidecar.IsForced, sidecar.IsHearingImpaired)))}.";

    private static string With(string language, string? more, bool isForced, bool isHearingImpaired)
    {
        var marks = new[] { more, isForced ? "forced" : null, isHearingImpaired ? "for the hard of hearing" : null }.OfType<string>().ToList();
        return marks.Count == 0 ? language : $"{language} ({string.Join(", ", marks)})";
    }

    // Of a tag that nobody knows the tag itself is shown.
    private static string NameOf(LanguageCode? language, string? tag = null) => language?.Language.Name ?? (tag is null or "und" ? "no language" : tag);
}
