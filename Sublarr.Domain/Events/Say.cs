using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;

namespace Sublarr.Domain.Events;

/// <summary>The turns of phrase that sentences of events share.</summary>
public static class Say
{
    /// <summary>"Portuguese (Brazil)", and the code itself where Sublarr does not know it.</summary>
    public static string Language(string code) => LanguageCode.Find(code)?.Language.Name ?? code.ToUpperInvariant();

    /// <summary>"OpenSubtitles.com", and the name itself of a provider that Sublarr does not know.</summary>
    public static string Provider(string name) => ProviderCapabilities.LabelOf(name);

    /// <summary>"German", "German, forced", "German, for the hard of hearing".</summary>
    public static string Subtitle(string code, SubtitleVariant variant) => variant switch
    {
        SubtitleVariant.Forced => $"{Language(code)}, forced",
        SubtitleVariant.HearingImpaired => $"{Language(code)}, for the hard of hearing",
        _ => Language(code),
    };

    /// <summary>"The Harbour Line S02E01", and the title alone where it has no episode.</summary>
    public static string Item(string title, int? season, int? episode) => season is null || episode is null ? title : $"{title} S{season:00}E{episode:00}";

    /// <summary>What Sonarr or Radarr did, for which they have names of their own: "Sonarr imported The Harbour Line S02E01".</summary>
    /// <param name="source">sonarr or radarr.</param>
    /// <param name="instance">Which of several; empty when it does not say.</param>
    /// <param name="eventType">What it reports in its own words.</param>
    /// <param name="item">The title that it is about; null for none.</param>
    /// <param name="reason">Why it complains; null when it does not say.</param>
    public static string Report(string source, string instance, string eventType, string? item, string? reason = null)
    {
        var why = reason is null ? "" : $": {reason}";
        var done = (eventType, item) switch
        {
            ("Grab", not null) => $"grabbed {item}",
            ("Download" or "ImportComplete", not null) => $"imported {item}",
            ("Rename", not null) => $"renamed the files of {item}",
            ("SeriesAdd" or "MovieAdded", not null) => $"added {item}",
            ("SeriesDelete" or "MovieDelete", not null) => $"deleted {item}",
            ("EpisodeFileDelete" or "MovieFileDelete", not null) => $"deleted a file of {item}",
            ("ManualInteractionRequired", not null) => $"needs a person for {item}{why}",
            ("ManualInteractionRequired", null) => $"needs a person{why}",
            ("Health", _) => reason is null ? "reported a problem of its own" : $"reported a problem{why}",
            ("HealthRestored", _) => reason is null ? "reported that its problem is gone" : $"reported that this is over{why}",
            ("ApplicationUpdate", _) => "was updated",
            ("Test", _) => "tested the connection",
            ("", _) => "reported something without saying what",
            (_, null) => $"reported {eventType}",
            _ => $"reported {eventType}: {item}",
        };
        return $"{(instance.Length > 0 ? instance : Wording.Kind(source))} {done}";
    }

    /// <summary>How many more there were; nothing for none.</summary>
    public static string Others(int leftOut) => leftOut > 0 ? $" {Wording.Several(leftOut, "more has", "more have")} failed since this was last told." : "";

    /// <summary>Who changed something, at the beginning of a sentence.</summary>
    public static string Who(string changedBy) => changedBy switch
    {
        "api" => "A program with the API key",
        "environment" => "The environment of the start",
        "visitor" => "A visitor",
        "sublarr" => "Sublarr",
        _ => changedBy,
    };
}
