namespace Sublarr.Domain.Events;

/// <summary>The turns of phrase that sentences of events share.</summary>
public static class Say
{
    /// <summary>"PT-BR".</summary>
    public static string Language(string code) => code.ToUpperInvariant();

    /// <summary>"The Harbour Line S02E01", and the title alone where it has no episode.</summary>
    public static string Item(string title, int? season, int? episode) => season is null || episode is null ? title : $"{title} S{season:00}E{episode:00}";

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
