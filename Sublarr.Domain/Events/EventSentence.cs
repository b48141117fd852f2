using System.Text.Json;
using Sublarr.Domain.Events.Catalog;

namespace Sublarr.Domain.Events;

/// <summary>An event as people read it.</summary>
/// <param name="Icon">A Material Symbol.</param>
/// <param name="Tone">good, warn, bad, busy or plain.</param>
/// <param name="Text">One sentence without the full stop.</param>
public sealed record EventSentence(string Icon, string Tone, string Text)
{
    /// <summary>The sentence of a stored event. An event this has no words for is called by its label.</summary>
    /// <param name="name">The event's public name.</param>
    /// <param name="data">Its payload as JSON.</param>
    public static EventSentence Of(string name, string data)
    {
        var label = new EventSentence("bolt", "plain", EventCatalog.Find(name)?.Label ?? name);
        if (EventCatalog.Find(name) is not { } descriptor)
        {
            return label;
        }

        try
        {
            return JsonSerializer.Deserialize(data, descriptor.PayloadType, EventJson.Options) is IDomainEvent fact ? Of(fact) ?? label : label;
        }
        catch (JsonException)
        {
            // Stored by an older version whose payload looked otherwise: its label is still true.
            return label;
        }
    }

    private static EventSentence? Of(IDomainEvent fact) => fact switch
    {
        SubtitleDownloaded e => new("download_done", "good",
            $"{Upper(e.Language)} subtitle for {Item(e.Title, e.Season, e.Episode)} from {e.Provider}, score {e.Score}"),
        UpgradeComplete e => new("upgrade", "good", $"Better {Upper(e.Language)} subtitle for {e.Title}: score {e.OldScore} → {e.NewScore}"),
        WebhookReceived e => new("call_received", "busy",
            $"{(e.Instance.Length > 0 ? e.Instance : e.Source)} {Did(e.EventType, e.Title is null ? null : Item(e.Title, e.Season, e.Episodes is [var first, ..] ? first : null))}"),
        HookExecuted { Success: true } e => new("terminal", "good", $"Hook “{e.HookName}” ran in {Wording.Milliseconds(e.DurationMs)}"),
        HookExecuted { TimedOut: true } e => new("terminal", "bad", $"Hook “{e.HookName}” was stopped: its time was up"),
        HookExecuted e => new("terminal", "bad", $"Hook “{e.HookName}” failed{(e.ExitCode is { } code ? $" with exit code {code}" : "")}"),
        HookFailed e => new("terminal", "bad", $"Hook “{e.HookName}” failed: {e.Reason}{Others(e.LeftOut)}"),
        JobFailed e => new("error", "bad", $"{e.Title} failed: {e.Reason}{Others(e.LeftOut)}"),
        DeliveryRecovered e => new("check_circle", "good", $"{Kind(e.Channel)} “{e.Name}” is reached again{(e.GivenUp > 0 ? $"; {Wording.Several(e.GivenUp, "delivery", "deliveries")} had been given up" : "")}"),
        SubscriptionDisabled e => new("power_off", "bad", $"{Kind(e.Channel)} “{e.Name}” was switched off: {e.Reason}"),
        SubscriptionRecovered e => new("power", "good", $"{Kind(e.Channel)} “{e.Name}” is on again{(e.HeldCount > 0 ? $" and catches up with {Wording.Several(e.HeldCount, "held delivery", "held deliveries")}" : "")}"),
        ProviderFailed e => new("cloud_off", "warn", $"{e.Provider} failed: {e.Reason}"),
        ProviderSearchComplete e => new("search", "plain",
            $"{Wording.Several(e.CandidateCount, "candidate")} for {e.Title} in {Upper(e.Language)}{(e.BestScore is { } best ? $", best score {best}" : "")}"),
        TranslationComplete e => new("translate", "good", $"{e.Title} translated from {Upper(e.SourceLanguage)} to {Upper(e.TargetLanguage)} by {e.Backend}"),
        TranslationFailed e => new("translate", "bad", $"{e.Title} could not be translated to {Upper(e.TargetLanguage)}: {e.Reason}"),
        WhisperComplete e => new("mic", "good", $"{e.Title} transcribed in {Wording.Milliseconds(e.DurationMs)}"),
        WhisperFailed e => new("mic_off", "bad", $"{e.Title} could not be transcribed: {e.Reason}"),
        WantedItemProcessed e => new("playlist_add_check", e.Outcome == "downloaded" ? "good" : "plain",
            $"{e.Title} in {Upper(e.Language)}: {e.Outcome.Replace('_', ' ')}"),
        WantedScanComplete e => new("fact_check", "plain", $"{Wording.Several(e.Added, "subtitle")} newly wanted, {Wording.Count(e.Total)} in all"),
        LibraryScanComplete e => new("video_library", "plain", $"{Wording.Several(e.Files, "file")} in the library: {e.Added} new, {e.Changed} changed, {e.Removed} gone"),
        BatchComplete e => new("done_all", e.Failed > 0 ? "warn" : "good", $"Batch “{e.Kind}” done: {e.Succeeded} of {e.Total} succeeded"),
        ConfigUpdated e => new("tune", "plain", $"{Who(e.ChangedBy)} changed the {e.Section} settings"),
        HealthChanged e => new("monitor_heart", e.Status == "ok" ? "good" : e.Status == "warning" ? "warn" : "bad",
            $"{Wording.Kind(e.Component.Replace('_', '-'))}{(e.Message.Length > 0 ? $": {e.Message}" : e.Status == "ok" ? " is well again" : $" is in state {e.Status}")}"),
        _ => null,
    };

    private static string Who(string changedBy) => changedBy switch
    {
        "api" => "A program with the API key",
        "environment" => "The environment of the start",
        "visitor" => "A visitor",
        "sublarr" => "Sublarr",
        _ => changedBy,
    };

    // What Sonarr and Radarr call by names of their own, as a person would say it.
    private static string Did(string eventType, string? title) => (eventType, title) switch
    {
        ("Grab", not null) => $"grabbed {title}",
        ("Download" or "ImportComplete", not null) => $"imported {title}",
        ("Rename", not null) => $"renamed the files of {title}",
        ("SeriesAdd" or "MovieAdded", not null) => $"added {title}",
        ("SeriesDelete" or "MovieDelete", not null) => $"deleted {title}",
        ("EpisodeFileDelete" or "MovieFileDelete", not null) => $"deleted a file of {title}",
        ("Test", _) => "tested the connection",
        (_, null) => $"reported {eventType}",
        _ => $"reported {eventType}: {title}",
    };

    private static string Others(int leftOut) => leftOut > 0 ? $" {Wording.Several(leftOut, "more has", "more have")} failed since this was last told." : "";

    private static string Kind(string channel) => channel == "script" ? "Hook" : Wording.Kind(channel);

    private static string Upper(string language) => language.ToUpperInvariant();

    private static string Item(string title, int? season, int? episode) =>
        season is null || episode is null ? title : $"{title} S{season:00}E{episode:00}";
}
