using System.Globalization;
using Microsoft.JSInterop;

namespace Sublarr.Web.Live;

/// <summary>Time as one browser sees it: its zone, and a tick that keeps "2 minutes ago" true. One for each circuit.</summary>
/// <param name="time">The clock.</param>
public sealed class BrowserTime(TimeProvider time) : IDisposable
{
    /// <summary>How often relative times are looked at.</summary>
    public static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(10);

    private readonly Listeners _listeners = new();
    private ITimer? _timer;

    /// <summary>The browser's time zone; the server's while it is not known.</summary>
    public TimeZoneInfo Zone { get; private set; } = time.LocalTimeZone;

    /// <summary>Why <see cref="Zone"/> is not the browser's, as a sentence; null when it is.</summary>
    public string? ZoneNotice { get; private set; }

    /// <summary>Now, in UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A time on the clock of the person who reads it.</summary>
    public DateTimeOffset ToLocal(DateTimeOffset utc) => TimeZoneInfo.ConvertTime(utc, Zone);

    /// <summary>A time in full, on the clock of the person who reads it, and whose clock that is.</summary>
    public string Absolute(DateTimeOffset utc) => string.Create(CultureInfo.InvariantCulture, $"{ToLocal(utc):dddd, d MMMM yyyy, HH:mm:ss} ({Zone.Id})");

    /// <summary>Asks the browser for its zone.</summary>
    public async Task FindZoneAsync(IJSRuntime browser, CancellationToken cancellationToken)
    {
        var id = await browser.InvokeAsync<string?>("sublarr.timeZone", cancellationToken);
        if (id is not null && TimeZoneNames.Find(id) is { } zone)
        {
            (Zone, ZoneNotice) = (zone, null);
            return;
        }

        ZoneNotice = id is null
            ? $"Times are those of {Zone.Id}: this browser does not tell its time zone."
            : $"Times are those of {Zone.Id}: the machine Sublarr runs on does not know this browser's time zone, {id}. A newer tzdata package there would.";
    }

    /// <summary>Calls back with every tick until disposed.</summary>
    public IDisposable OnTick(Func<Task> callback)
    {
        _timer ??= time.CreateTimer(_ => _listeners.Call(), null, TickInterval, TickInterval);
        return _listeners.Add(callback);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();
}
