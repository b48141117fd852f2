using System.Diagnostics;
using System.Net.Http.Json;
using Sublarr.Bench.Fixtures;

namespace Sublarr.Bench.Log;

/// <summary>One caller that has reports stored, one after the other, and notes how long each takes.</summary>
internal sealed class SteadyWriter : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(2);

    private readonly HttpClient _client;
    private int _number;

    public SteadyWriter(AppProcess app) => _client = app.OpenApi();

    /// <summary>Writes until something else has ended; returns the longest write in milliseconds, and how many there were.</summary>
    public async Task<(double LongestMs, int Count)> WriteAsync(Task until)
    {
        var (longest, count) = (0.0, 0);
        while (!until.IsCompleted)
        {
            var number = ++_number;
            var report = new { eventType = "Download", instanceName = "Sonarr", series = new { title = $"Series {number}" }, episodeFile = new { id = number } };
            var start = Stopwatch.GetTimestamp();
            using var answer = await _client.PostAsJsonAsync("webhooks/sonarr", report);
            answer.EnsureSuccessStatusCode();
            longest = Math.Max(longest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            count++;
            await Task.Delay(_pause);
        }

        return (longest, count);
    }

    public void Dispose() => _client.Dispose();
}
