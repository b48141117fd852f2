using Sublarr.Domain.Languages;

namespace Sublarr.Domain.Library;

/// <summary>The name of a subtitle beside its video, as players read it: <c>Movie.en.forced.sdh.srt</c>.</summary>
public static class SidecarName
{
    /// <summary>Writes it. What is written is read as the same again, by <see cref="SidecarSubtitle"/>.</summary>
    /// <param name="video">The video's name, without its folder.</param>
    /// <param name="subtitle">What is in it.</param>
    /// <param name="extension">With its dot.</param>
    /// <param name="style">How it is written.</param>
    public static string Of(string video, PresentSubtitle subtitle, string extension, SidecarStyle style)
    {
        var parts = new[]
        {
            Path.GetFileNameWithoutExtension(video),
            subtitle.Language == LanguageCode.Unknown ? null : CodeOf(subtitle.Language.Language, style),
            subtitle.IsForced ? "forced" : null,
            subtitle.IsHearingImpaired ? MarkOf(subtitle, style) : null,
        };
        return string.Join('.', parts.OfType<string>()) + extension;
    }

    // Some codes are a word of another language to whoever names files: "sc" is Chinese there, and not Sardinian.
    private static string CodeOf(Language language, SidecarStyle style)
    {
        var code = style.IsPlain ? language.Plain : language.Code.Text;
        return LanguageTable.FindInFileName(code) is { } read && (read == language || style.IsPlain && read.Code.Covers(language.Code)) ? code : language.Terminologic ?? code;
    }

    // Alone "hi" is Hindi: without a language it would make the subtitle one.
    private static string MarkOf(PresentSubtitle subtitle, SidecarStyle style) => style.Mark switch
    {
        HearingImpairedMark.Hi when subtitle.Language != LanguageCode.Unknown => "hi",
        HearingImpairedMark.Cc => "cc",
        _ => "sdh",
    };
}

/// <summary>How names of subtitles are written.</summary>
public sealed record SidecarStyle
{
    /// <summary>What stands for the hard of hearing.</summary>
    public HearingImpairedMark Mark { get; init; }

    /// <summary>True to write two or three letters and nothing else, for players that read no <c>pt-BR</c>: <c>pob</c>.</summary>
    public bool IsPlain { get; init; }
}

/// <summary>What stands for the hard of hearing.</summary>
public enum HearingImpairedMark
{
    /// <summary>Read so by Jellyfin, Emby and Plex, and by nobody as a language.</summary>
    Sdh,

    /// <summary>As good.</summary>
    Cc,

    /// <summary>What some libraries have. Kodi, Emby and mpv take the subtitle for Hindi.</summary>
    Hi,
}
