using System.Net;
using System.Text.Json;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Jellyfin;

/// <summary>
/// One delivery to a server of the MediaBrowser family: the item is found and refreshed, and then asked whether it lists the new subtitle. The whole library is never refreshed.
/// </summary>
internal sealed class MediaBrowser
{
    // Emby looks below an item only where it is told to. In the body they would be answered with 204, and nothing would happen. Only a full refresh notices a subtitle that was overwritten under its name.
    private const string Options = "Recursive=true&metadataRefreshMode=FullRefresh&imageRefreshMode=None&replaceAllMetadata=false&replaceAllImages=false";

    private readonly Delivery _delivery;
    private readonly string _name;
    private readonly string _url;
    private readonly PathMappings _mappings;
    private readonly HttpTalk _talk;

    /// <param name="courier">Brings the requests.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="name">What people call the server.</param>
    /// <param name="url">Its address.</param>
    /// <param name="mappings">What folders are called there.</param>
    /// <param name="headers">With those that sign in.</param>
    public MediaBrowser(HttpCourier courier, Delivery delivery, string name, string url, PathMappings mappings, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        (_delivery, _name, _url, _mappings) = (delivery, name, url, mappings);
        _talk = new HttpTalk(courier, delivery, answer => HttpVerdict.Of(answer, AdviceFor)) { Headers = headers };
    }

    /// <summary>Lets the server look at what the event names.</summary>
    public async Task<DeliveryReport> RefreshAsync(CancellationToken cancellationToken)
    {
        if ((_delivery.Event.Event as IFileEvent)?.Change is not { } change)
        {
            return _talk.Ended(new JobOutcome.Skipped(IFileEvent.NoneChanged));
        }

        var search = new MediaBrowserSearch(_talk, _url, change);
        if (await search.ItemsAsync(cancellationToken) is not { } found)
        {
            return _talk.Failed;
        }

        if (found.Count == 0)
        {
            return await TellAsync(change, cancellationToken);
        }

        // A refresh may have needed a while: what is listed by now is not asked for again.
        if (_delivery.Attempt > 1 && change.Language is not null && found.All(item => Lists(item, change)))
        {
            return _talk.Ended(JobOutcome.Done, $"{_name} lists the subtitle.");
        }

        foreach (var id in found.Select(item => item.GetProperty("Id").GetString()!))
        {
            if (await _talk.AskAsync(HttpMethod.Post, AddressRule.Below(_url, $"Items/{Uri.EscapeDataString(id)}/Refresh?{Options}"), null, cancellationToken) is null)
            {
                return _talk.Failed;
            }
        }

        return await SeeAsync(search, change, found.Count, cancellationToken);
    }

    // An answer of 204 proves nothing: what counts is what the item says of itself.
    private async Task<DeliveryReport> SeeAsync(MediaBrowserSearch search, MediaChange change, int count, CancellationToken cancellationToken)
    {
        if (change.Language is not { } language || !search.IsExact)
        {
            return _talk.Ended(JobOutcome.Done, $"{_name} looks again at {(count == 1 ? "the item" : $"{count} items")}.");
        }

        if (await search.ItemsAsync(cancellationToken) is not { } after)
        {
            return _talk.Failed;
        }

        return after.Count > 0 && after.All(item => Lists(item, change))
            ? _talk.Ended(JobOutcome.Done, $"{_name} lists the subtitle.")
            : _talk.Ended(new JobOutcome.RetryLater($"{_name} does not list the {language} subtitle yet: it is asked once more. If that stays so, check that it sees the folder the subtitle was written to."));
    }

    // It looks at a path a minute after the last report of it, and answers 204 to whatever it is told.
    private async Task<DeliveryReport> TellAsync(MediaChange change, CancellationToken cancellationToken)
    {
        var paths = change.Files.Count > 0 ? change.Files : change.Folders;
        if (paths.Count == 0)
        {
            return _talk.Ended(new JobOutcome.Skipped($"{_name} knows no \"{change.Title}\", and the event names no folder: the whole library is not refreshed for it."));
        }

        var updates = paths.Select(path => new Dictionary<string, string> { ["Path"] = _mappings.Apply(path), ["UpdateType"] = change.IsRemoval ? "Deleted" : "Created" });
        if (await _talk.AskAsync(HttpMethod.Post, AddressRule.Below(_url, "Library/Media/Updated"), new Dictionary<string, object> { ["Updates"] = updates }, cancellationToken) is null)
        {
            return _talk.Failed;
        }

        var unmapped = paths.FirstOrDefault(path => !_delivery.IsTest && _mappings.Find(path) is null);
        return _talk.Ended(JobOutcome.Done, $"{_name} knows no \"{change.Title}\" yet and was told of {(unmapped is null ? "its folder" : $"\"{unmapped}\", which no path mapping reaches")}. "
            + "It takes any path: whether it sees this one shows within a minute or two.");
    }

    private static bool Lists(JsonElement item, MediaChange change) =>
        item.TryGetProperty("MediaStreams", out var streams) && streams.ValueKind == JsonValueKind.Array && streams.EnumerateArray().Any(stream =>
            MediaBrowserSearch.Text(stream, "Type") == "Subtitle"
            && stream.TryGetProperty("IsExternal", out var external) && external.ValueKind == JsonValueKind.True
            && MediaBrowserSearch.Text(stream, "Path")?.Contains($".{change.Language}.", StringComparison.OrdinalIgnoreCase) == true);

    private string? AdviceFor(HttpAnswer answer) => answer.Status switch
    {
        HttpStatusCode.Unauthorized => $"{_name} does not know the API key, which was sent as Authorization: MediaBrowser. Make one in its dashboard and copy the whole of it.",
        HttpStatusCode.Forbidden => "the API key may not do this: use that of an administrator.",
        HttpStatusCode.NotFound => $"there is no {_name} at this address: enter the one that you open it with, without /web.",
        _ => null,
    };
}
