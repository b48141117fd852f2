using System.Collections.Concurrent;
using System.Net.Http.Json;
using Sublarr.Bench.Fixtures;

namespace Sublarr.Bench.Crash;

/// <summary>Sends reports as Sonarr does, again and again, and remembers which of them were acknowledged.</summary>
internal sealed class Reporter : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(25);

    private readonly HttpClient _client;
    private int _number;

    public Reporter(AppProcess app)
    {
        _client = app.OpenApi();
        _client.Timeout = TimeSpan.FromSeconds(10);
    }

    /// <summary>The titles that Sublarr said it has stored.</summary>
    public ConcurrentQueue<string> Acknowledged { get; } = [];

    /// <summary>Sends until it is told to stop, or enough was acknowledged.</summary>
    public async Task SendAsync(int enough, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && Acknowledged.Count < enough)
        {
            var number = Interlocked.Increment(ref _number);
            var title = $"Series {number}";
            var report = new { eventType = "Download", instanceName = "Sonarr", series = new { title }, episodeFile = new { id = number } };
            try
            {
                using var answer = await _client.PostAsJsonAsync("webhooks/sonarr", report, cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    Acknowledged.Enqueue(title);
                }

                await Task.Delay(_pause, cancellationToken);
            }
            catch (Exception killed) when (AppProgram.IsNotThere(killed) || killed is OperationCanceledException)
            {
                // The app is being killed: this one was not acknowledged.
            }
        }
    }

    public void Dispose() => _client.Dispose();
}
