using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Tests.Fixtures;

/// <summary>An hour of work on top of a <see cref="BusyHouse"/>: imports, subtitles and translations, one of them still going on, and one that is tried again.</summary>
internal static class BusyHour
{
    private static readonly (string Title, int Season, int Episode, string Language)[] imported =
    [
        ("Night Ferry", 1, 4, "de"), ("The Harbour Line", 2, 2, "fr"), ("Glass Meridian", 3, 1, "pt-BR"), ("Night Ferry", 1, 5, "de"), ("The Ninth Lock", 1, 8, "en"),
        ("Saltwater Radio", 4, 3, "nl"), ("Glass Meridian", 3, 2, "pt-BR"), ("The Harbour Line", 2, 3, "fr"), ("Kingfisher", 1, 1, "sv"), ("The Ninth Lock", 1, 9, "en"),
    ];

    /// <summary>Fills it, and spreads what happened over the last hour.</summary>
    public static async Task FillAsync(SublarrApp app, WebhookReceiver failing)
    {
        using var api = app.CreateApiClient();
        await CreateAsync(api, "webhooks", new { name = "Living room", event_name = "translation_complete", url = failing.Url });
        var script = Path.Combine(app.ConfigDirectory, "hooks", "transcribe.sh");
        await File.WriteAllTextAsync(script, "#!/bin/sh\nexec sleep 600\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await CreateAsync(api, "hooks", new { name = "Transcribe", event_name = "whisper_complete", script_path = "transcribe.sh" });

        await PublishAsync(app, TranslationComplete.Example with { Title = "Night Ferry" });
        await PublishAsync(app, WhisperComplete.Example);
        foreach (var (title, season, episode, language) in imported)
        {
            using var taken = await api.PostAsJsonAsync("/webhooks/sonarr", ReportOf(title, season, episode));
            taken.EnsureSuccessStatusCode();
            await PublishAsync(app, SubtitleDownloaded.Example with { Title = title, Season = season, Episode = episode, Language = language, Score = 470 + (episode * 9) });
        }

        await Eventually.TrueAsync(() => IsSettledAsync(app), () => "one delivery should run, one wait for its retry, and nothing else be left");
        await SpreadAsync(app);
    }

    private static object ReportOf(string title, int season, int episode)
    {
        var name = $"{title} - S0{season}E0{episode} WEBDL-1080p.mkv";
        return new
        {
            eventType = "Download",
            instanceName = "Sonarr",
            series = new { id = title.Length, title, path = $"/data/media/tv/{title}" },
            episodes = new[] { new { id = (season * 100) + episode, seasonNumber = season, episodeNumber = episode } },
            episodeFile = new { id = (season * 100) + episode, relativePath = name, path = $"/data/media/tv/{title}/{name}" },
        };
    }

    private static async Task<bool> IsSettledAsync(SublarrApp app)
    {
        await using var context = await app.ContextAsync();
        return !await context.Jobs.AnyAsync(job => job.State == JobState.Queued)
            && await context.Jobs.CountAsync(job => job.State == JobState.Running) == 1
            && await context.Jobs.AnyAsync(job => job.State == JobState.Retrying);
    }

    // In their order: what came first is told as the oldest.
    private static async Task SpreadAsync(SublarrApp app)
    {
        const long hourMs = 3_300_000;
        await using var context = await app.ContextAsync();
        await context.Database.ExecuteSqlAsync(
            $"UPDATE jobs SET finished_at = finished_at - {hourMs} * ((SELECT MAX(id) FROM jobs) - id) / (SELECT MAX(id) FROM jobs) - (id * 7919 % 211000) WHERE finished_at IS NOT NULL");
        await context.Database.ExecuteSqlAsync(
            $"UPDATE events SET occurred_at = occurred_at - {hourMs} * ((SELECT MAX(sequence) FROM events) - sequence) / (SELECT MAX(sequence) FROM events)");
    }

    private static async Task CreateAsync(HttpClient api, string kind, object request)
    {
        using var created = await api.PostAsJsonAsync($"/api/v1/{kind}", request);
        created.EnsureSuccessStatusCode();
    }

    private static Task PublishAsync<TEvent>(SublarrApp app, TEvent fact)
        where TEvent : IDomainEvent => app.Services.GetRequiredService<IEventBus>().PublishAsync(fact, EventCause.None, CancellationToken.None);
}
