using Sublarr.Domain;
using Sublarr.Domain.Subtitles;
using Sublarr.Domain.Subtitles.Charsets;
using Sublarr.Domain.Subtitles.Gate;
using Sublarr.Domain.Subtitles.Packs;
using Sublarr.Infrastructure.Subtitles.Archives;

namespace Sublarr.Infrastructure.Subtitles;

/// <summary>Finds in what was delivered the subtitle that was promised: by names which ones are tried, by what is in them which one is taken.</summary>
/// <param name="Text">The bytes as a text; null when there is none.</param>
/// <param name="Judgement">What came of looking at it.</param>
public sealed record PackReading(DecodedText? Text, SubtitleJudgement Judgement)
{
    // Ten of one episode in one language are the same ten times.
    private const int MostTried = 8;

    /// <summary>Reads a pack.</summary>
    /// <param name="pack">What was delivered.</param>
    /// <param name="expectation">What was promised.</param>
    public static PackReading Of(SubtitlePack pack, SubtitleExpectation expectation)
    {
        if (pack.Problem is { } problem)
        {
            return No("Archive", problem);
        }

        var choice = PackChoice.Of([.. pack.Subtitles.Select(subtitle => subtitle.Name)], expectation);
        if (choice.Refusal is { } refusal)
        {
            return No("Archive", refusal);
        }

        // What is said of a refusal is said of the one that fits best by name.
        var fittest = Read(pack, choice.Places[0], expectation);
        return fittest.Judgement.IsAccepted
            ? fittest
            : choice.Places.Take(1..MostTried).Select(place => Read(pack, place, expectation)).FirstOrDefault(reading => reading.Judgement.IsAccepted) ?? fittest;
    }

    private static PackReading Read(SubtitlePack pack, int place, SubtitleExpectation expectation)
    {
        var subtitle = pack.Subtitles[place];
        if (SubtitleFormats.PicturesOf(subtitle.Bytes.Span) is { } pictures)
        {
            return No("Format", $"It holds pictures ({pictures}) and no text.");
        }

        var text = SubtitleDecoding.Read(subtitle.Bytes.Span, expectation.Language);
        var judgement = SubtitleGate.Judge(text.Text, expectation);
        var from = pack.IsArchive ? new GateFinding[] { new("Archive", $"{subtitle.Name.FileName}, one of {Wording.Several(pack.Subtitles.Count, "subtitle")}") } : [];
        return new(text, judgement with { Findings = [.. from, new("Charset", text.IsUncertain ? $"{text.Charset}, uncertain" : text.Charset), .. judgement.Findings] });
    }

    private static PackReading No(string subject, string reason) => new(null, new SubtitleJudgement([new GateFinding(subject, "refused", reason)]));
}
