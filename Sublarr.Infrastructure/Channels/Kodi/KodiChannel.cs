using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Kodi;

/// <summary>Lets a Kodi look through the folder that has changed, and shows a notice on its screen: <see href="https://kodi.wiki/view/JSON-RPC_API"/>.</summary>
internal sealed class KodiChannel(HttpCourier courier, ChannelSettings settings, ITitlesToTry titles, TimeProvider time) : IMediaServer
{
    private const int NoticeMilliseconds = 5000;
    private const string IsScanning = "Library.IsScanningVideo";
    private const string Quiet = "It is quiet: no notice was shown.";
    private const string InTheLibrary = "Kodi has it in its library.";

    private static readonly TimeSpan WhilePlaying = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan OfAScan = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan WhileScanning = TimeSpan.FromSeconds(30);

    public ChannelInfo Info { get; } = new(KodiSettings.Channel, "Kodi connection", "Kodi") { TellsBesides = true };

    public void Check(Subscription subscription) => settings.Read<KodiSettings>(subscription);

    public TimeSpan CoalescingOf(Subscription subscription) =>
        // A notice alone is about what has happened, whichever folder it is in.
        settings.Read<KodiSettings>(subscription).UpdateLibrary ? IMediaServer.Window : TimeSpan.Zero;

    public async Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var kodi = settings.Read<KodiSettings>(delivery.Subscription);
        var talk = TalkOf(delivery, kodi);
        var rpc = new KodiRpc(talk, kodi.Url);
        var change = kodi.UpdateLibrary ? (delivery.Event.Event as IFileEvent)?.Change : null;
        var isTold = kodi.ShowNotification && !delivery.IsQuiet;
        if (change is null && !isTold)
        {
            return talk.Ended(new JobOutcome.Skipped(kodi.ShowNotification ? Quiet : IMediaServer.NoneChanged));
        }

        var updated = change is null ? talk.Ended(JobOutcome.Done) : await UpdateAsync(delivery, kodi, change, rpc, talk, cancellationToken);
        if (updated.Outcome is not JobOutcome.Succeeded || !kodi.ShowNotification)
        {
            return updated;
        }

        if (!isTold)
        {
            return talk.Ended(JobOutcome.Done, $"{updated.Detail.Note} {Quiet}");
        }

        // Last, so that what is tried again shows it once.
        return await ShowAsync(rpc, delivery, cancellationToken) ? talk.Ended(JobOutcome.Done, updated.Detail.Note) : talk.Failed;
    }

    public async IAsyncEnumerable<TestStep> TestAsync(Delivery delivery, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kodi = settings.Read<KodiSettings>(delivery.Subscription);
        var talk = TalkOf(delivery, kodi);
        var rpc = new KodiRpc(talk, kodi.Url);
        if (await rpc.CallAsync("JSONRPC.Ping", null, cancellationToken) is not { ValueKind: JsonValueKind.String })
        {
            yield return talk.Failed("reached");
            yield break;
        }

        yield return new("reached", true, kodi.Username.Length > 0 ? "Kodi answered, and took user name and password." : "Kodi answered, and asked for no password.");
        if (kodi.UpdateLibrary)
        {
            if (await rpc.CallAsync("Files.GetSources", new { Media = "video" }, cancellationToken) is not { } sources)
            {
                yield return talk.Failed("sources");
                yield break;
            }

            var folders = sources.ItemsOf("sources").Select(source => source.TextOf("file")).OfType<string>().SelectMany(KodiPath.FoldersOf).ToList();
            var tried = await titles.ListAsync(cancellationToken);
            yield return HttpSteps.Sees(Info.Title, kodi.PathMappings, folders, tried);
            yield return await HttpSteps.FindsAnyAsync(tried, each => FindAsync(rpc, each, talk, cancellationToken));
        }

        if (kodi.ShowNotification)
        {
            yield return await ShowAsync(rpc, delivery, cancellationToken) ? new("notice", true, "Kodi shows it on the screen now.") : talk.Failed("notice");
        }
    }

    private async Task<TestStep> FindAsync(KodiRpc rpc, MediaChange tried, HttpTalk talk, CancellationToken cancellationToken) =>
        await new KodiLibrary(rpc, [tried]).FindAsync(cancellationToken) is { } found
            ? HttpSteps.Finds(Info.Title, tried, found.IsKnown, found.Folder is not null)
            : talk.Failed(HttpSteps.Finding);

    private HttpTalk TalkOf(Delivery delivery, KodiSettings kodi) => new(courier, delivery, Judge) { Headers = HeadersOf(kodi), Secrets = [kodi.Password] };

    private static async Task<bool> ShowAsync(KodiRpc rpc, Delivery delivery, CancellationToken cancellationToken)
    {
        var message = Message.Of(delivery);
        if (delivery is { Together.Count: > 0, Event.Event: IFileEvent { Change: { } change } })
        {
            message = message with { Text = ManyChanges.Sentence([.. delivery.Together, change]) };
        }

        return await rpc.CallAsync("GUI.ShowNotification", new { message.Title, Message = message.Text, Displaytime = NoticeMilliseconds }, cancellationToken) is not null;
    }

    private async Task<DeliveryReport> UpdateAsync(Delivery delivery, KodiSettings kodi, MediaChange change, KodiRpc rpc, HttpTalk talk, CancellationToken cancellationToken)
    {
        var library = new KodiLibrary(rpc, [.. delivery.Together, change]);
        if (await library.FindAsync(cancellationToken) is not { } found)
        {
            return talk.Failed;
        }

        if (found is { HoldsFiles: true, Gone.Count: 0 } && !change.IsRemoval)
        {
            if (change.Language is not null)
            {
                return talk.Ended(JobOutcome.Done, "Kodi has the video, and lists its subtitles when playback begins: nothing needs to be scanned.");
            }

            if (delivery.Attempt > 1)
            {
                return talk.Ended(JobOutcome.Done, InTheLibrary);
            }
        }

        if (await BusyAsync(rpc, talk, cancellationToken) is { } busy)
        {
            return busy;
        }

        foreach (var gone in found.Gone)
        {
            if (await rpc.CallAsync(gone.Removal, new Dictionary<string, int> { [gone.IdName] = gone.Id }, cancellationToken) is null)
            {
                return talk.Failed;
            }
        }

        if (change.IsRemoval)
        {
            return await CleanAsync(change, found, rpc, talk, cancellationToken);
        }

        return (found.Folder ?? NewFolderOf(change, new PathMappings(kodi.PathMappings))) is { } folder
            ? await ScanAsync(change.Title, library, found, WithEnd(folder), rpc, talk, cancellationToken)
            : talk.Ended(new JobOutcome.Skipped($"Kodi knows no \"{change.Title}\", and the event names no folder: the whole library is not scanned for it."));
    }

    // A second Scan stops the first and is answered with OK all the same, and Clean is then only noted in its log: Kodi, xbmc/interfaces/builtins/LibraryBuiltins.cpp. A clean counts as a scan.
    private async Task<DeliveryReport?> BusyAsync(KodiRpc rpc, HttpTalk talk, CancellationToken cancellationToken)
    {
        if (await rpc.CallAsync("Player.GetActivePlayers", null, cancellationToken) is not { } players)
        {
            return talk.Failed;
        }

        if (players.Items().Any(player => player.TextOf("type") == "video"))
        {
            return talk.Ended(new JobOutcome.Deferred("Kodi plays a video: its library is updated afterwards.", time.GetUtcNow() + WhilePlaying));
        }

        if (await rpc.CallAsync("XBMC.GetInfoBooleans", new { Booleans = new[] { IsScanning } }, cancellationToken) is not { } state)
        {
            return talk.Failed;
        }

        return state.IsTrue(IsScanning)
            ? talk.Ended(new JobOutcome.Deferred("Kodi scans its library, and another scan would stop that: it is told afterwards.", time.GetUtcNow() + WhileScanning))
            : null;
    }

    // Within a folder Kodi cleans nothing unless the folder is a source: https://github.com/xbmc/xbmc/issues/21687. What lies on a source that is away it keeps.
    private static async Task<DeliveryReport> CleanAsync(MediaChange change, KodiFinding found, KodiRpc rpc, HttpTalk talk, CancellationToken cancellationToken)
    {
        if (found.Gone.Count > 0)
        {
            return talk.Ended(JobOutcome.Done, "Kodi no longer lists what was deleted.");
        }

        var content = change.Media == MediaType.Movie ? "movies" : "tvshows";
        return await rpc.CallAsync("VideoLibrary.Clean", new { Content = content, Showdialogs = false }, cancellationToken) is null
            ? talk.Failed
            : talk.Ended(JobOutcome.Done, "Kodi lists nothing by the name of what was deleted: it looks for what else is gone.");
    }

    // "OK" is the answer for a folder that there is not, too: what counts is whether the item is there afterwards.
    private async Task<DeliveryReport> ScanAsync(
        string title, KodiLibrary library, KodiFinding found, string folder, KodiRpc rpc, HttpTalk talk, CancellationToken cancellationToken)
    {
        if (await rpc.CallAsync("VideoLibrary.Scan", new { Directory = folder, Showdialogs = false }, cancellationToken) is null)
        {
            return talk.Failed;
        }

        if (found is { HoldsFiles: true } or { IsKnown: true, Gone.Count: 0 })
        {
            return talk.Ended(JobOutcome.Done, $"Kodi looks through {folder}. It lists subtitles when playback begins.");
        }

        return await library.FindAsync(cancellationToken) switch
        {
            null => talk.Failed,
            { IsKnown: true } => talk.Ended(JobOutcome.Done, InTheLibrary),
            _ => talk.Ended(
                new JobOutcome.RetryLater(
                    $"Kodi looks through the folder of \"{title}\" and does not have it in its library yet. If that stays so, no source of its holds that folder: correct the path mappings.", time.GetUtcNow() + OfAScan),
                $"It was looked for at \"{folder}\"."),
        };
    }

    // Of a series that it does not know Kodi takes the folder for that of the series, whatever it holds: Kodi, CVideoInfoScanner::DoScan.
    private static string? NewFolderOf(MediaChange change, PathMappings mappings) => change.WorkFolder is { } folder ? mappings.Apply(folder) : null;

    private static string WithEnd(string folder) => folder is [.., '/' or '\\'] ? folder : folder + ForeignPath.SeparatorOf(folder);

    private static IReadOnlyList<KeyValuePair<string, string>> HeadersOf(KodiSettings kodi) => kodi.Username.Length == 0
        ? [.. kodi.Headers]
        : [.. kodi.Headers, new("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{kodi.Username}:{kodi.Password}"))}")];

    // Its errors come with 200.
    private static HttpVerdict Judge(HttpAnswer answer) => answer.IsSuccess && answer.NumberAt("error", "code") is { } code
        ? code == KodiRpc.FailedToExecute
            ? HttpVerdict.Later($"Kodi could not do it just now: {answer.TextAt("error", "message")}", null)
            : HttpVerdict.Never($"Kodi answered with its error {code}: {answer.TextAt("error", "message")} It must be version 19 or newer.")
        : HttpVerdict.Of(answer, AdviceFor);

    private static string? AdviceFor(HttpAnswer answer) => answer.Status switch
    {
        HttpStatusCode.Unauthorized => "it does not know the user name and password: they are those under Settings, Services, Control.",
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => "there is no Kodi at this address: enter that of its web server, without /jsonrpc.",
        _ => null,
    };
}
