using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Tests.Fixtures;

/// <summary>A config folder with a hooks folder in it, and the channel that runs what is there.</summary>
public sealed class ScriptBench : IDisposable
{
    private readonly TemporaryFolder _config = new();
    private readonly ChannelSettings _settings = new(new NoSecrets());
    private readonly ScriptChannel _channel;
    private long _lastId;

    public ScriptBench()
    {
        Options = new SublarrOptions { ConfigDirectory = _config.Path };
        Directory.CreateDirectory(Options.HooksDirectory);
        Runner = new(Running, Options, TimeProvider.System, NullLogger<ScriptRunner>.Instance);
        _channel = new(_settings, new HookTurns(), new ScriptCheck(Options), Runner);
    }

    public SublarrOptions Options { get; }

    internal ScriptRunner Runner { get; }

    /// <summary>What scripts print while they run; every delivery is of job 1.</summary>
    internal RunningOutput Running { get; } = new(TimeProvider.System);

    /// <summary>A number no other process has in its command line: <c>sleep 300.TOKEN</c> is found again by it.</summary>
    public string Token { get; } = RandomNumberGenerator.GetInt32(100_000_000, 999_999_999).ToString(CultureInfo.InvariantCulture);

    public string Hook(string name) => Path.Combine(Options.HooksDirectory, name);

    public string Outside(string name) => _config.File(name);

    /// <summary>Writes a script of mode 0755 whose text is used as it is.</summary>
    public string Write(string text, string name = "hook.sh")
    {
        WriteAt(Hook(name), text);
        return name;
    }

    public static void WriteAt(string path, string text)
    {
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        Chmod(path, 0b111_101_101);
    }

    public static void Chmod(string path, int mode) => File.SetUnixFileMode(path, (UnixFileMode)mode);

    public Task<DeliveryReport> RunAsync(string text) => DeliverAsync(Write(text));

    public Task<DeliveryReport> DeliverAsync(
        string script, int timeout = 30, int retries = 0, object? data = null, bool isTest = false, Func<ScriptSettings, ScriptSettings>? settings = null,
        CancellationToken cancellationToken = default)
    {
        var envelope = EnvelopeOf(data ?? new { title = "Dune" });
        return _channel.DeliverAsync(DeliveryOf(script, timeout, retries, envelope, isTest, settings), cancellationToken);
    }

    /// <summary>A delivery to a hook of its own, so that one does not wait for another.</summary>
    public Delivery DeliveryOf(string script, int timeout, int retries, EventEnvelope envelope, bool isTest, Func<ScriptSettings, ScriptSettings>? settings = null)
    {
        var subscription = new Subscription("script", DateTimeOffset.UnixEpoch);
        typeof(Subscription).GetProperty(nameof(Subscription.Id))!.SetValue(subscription, Interlocked.Increment(ref _lastId));
        var hook = new ScriptSettings { ScriptPath = script };
        subscription.Edit("Copy to NAS", ["*"], _settings.Write(settings?.Invoke(hook) ?? hook), timeout, retries);
        return new(1, 1, subscription, envelope, EventBody.Write(envelope, "Sublarr", isTest), isTest);
    }

    public static EventEnvelope EnvelopeOf(object data) => new(
        "evt_019478a0c1d27f3e8b5a6c4d2e1f0a9b", "subtitle_downloaded", 1, DateTimeOffset.UnixEpoch,
        JsonSerializer.Serialize(data, EventJson.Options), EventCause.None);

    /// <summary>Processes alive whose command line holds the token.</summary>
    /// <param name="program">How the command line begins; of every program when empty.</param>
    public List<int> Alive(string program = "") => [.. ProcessTable.Read().Where(entry => !entry.IsZombie && IsOurs(CommandLineOf(entry.Id), program)).Select(entry => entry.Id)];

    public static async Task EventuallyAsync(Func<bool> condition, int milliseconds = 5000)
    {
        var deadline = Environment.TickCount64 + milliseconds;
        while (!condition())
        {
            Environment.TickCount64.ShouldBeLessThan(deadline, "what was waited for did not come");
            await Task.Delay(10);
        }
    }

    public void Dispose()
    {
        foreach (var process in Alive())
        {
            Posix.Signal(process, Posix.Kill);
        }

        _config.Dispose();
    }

    private bool IsOurs(string commandLine, string program) => commandLine.Contains(Token) && commandLine.StartsWith(program, StringComparison.Ordinal);

    private static string CommandLineOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline", Encoding.Latin1);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private sealed class NoSecrets : ISecretProtector
    {
        public string Protect(string secret) => secret;

        public string Unprotect(string stored) => stored;
    }
}
