using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sublarr.Domain;
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
    private readonly MediaBrowserAccess _access;
    private readonly PathMappings _mappings;
    private readonly RefreshesMade _made;
    private readonly TimeProvider _time;
    private readonly HttpTalk _talk;

    /// <param name="courier">Brings the requests.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="access">Where the server is, and how one signs in.</param>
    /// <param name="made">What attempts before have had refreshed.</param>
    /// <param name="time">Tells when it is asked once more.</param>
    public MediaBrowser(HttpCourier courier, Delivery delivery, MediaBrowserAccess access, RefreshesMade made, TimeProvider time)
    {
        (_delivery, _access, _mappings, _made, _time) = (delivery, access, new(access.PathMappings), made, time);
        // A server may repeat the key alone.
        _talk = new HttpTalk(courier, delivery, answer => HttpVerdict.Of(answer, AdviceFor)) { Headers = access.AllHeaders, Secrets = [access.ApiKey] };
    }

    /// <summary>Lets the server look at what the event names.</summary>
    public async Task<DeliveryReport> RefreshAsync(CancellationToken cancellationToken)
    {
        if ((_delivery.Event.Event as IFileEvent)?.Change is not { } change)
        {
            return _talk.Ended(new JobOutcome.Skipped(IMediaServer.NoneChanged));
        }

        // An item does not notice that it is gone itself: the folder above it does.
        if (change.IsRemoval && (change.Files.Count == 0 || change.Media == MediaType.Movie))
        {
            return await TellAsync(change, $"{_access.Name} was told that \"{change.Title}\" is gone.", cancellationToken);
        }

        var search = new MediaBrowserSearch(_talk, _access.Url, change, _mappings);
        if (await search.FindAsync(cancellationToken) is not { } found)
        {
            return _talk.Failed;
        }

        if (!found.Items.Any())
        {
            return await TellAsync(change, $"{_access.Name} knows no \"{change.Title}\" yet and was told of its folder.", cancellationToken);
        }

        // A movie's item looks at its own file, and not for another that took its place.
        if (change is { Media: MediaType.Movie, Language: null } && !found.Items.Any(search.Plays))
        {
            return await TellAsync(change, $"{_access.Name} has another file of \"{change.Title}\" and was told of the new one.", cancellationToken);
        }

        var ids = found.Items.Select(item => item.GetProperty("Id").GetString()!).ToList();
        // A refresh may have needed a while: what is listed by now is not asked for again.
        if (change.Language is not null && _made.HasAll(_delivery.JobId, ids) && found.Has(item => Lists(item, change)))
        {
            return Listed();
        }

        if (_made.IsOver(_delivery.JobId))
        {
            return Unlisted(change);
        }

        foreach (var id in ids)
        {
            if (await _talk.AskAsync(HttpMethod.Post, AddressRule.Below(_access.Url, $"Items/{Uri.EscapeDataString(id)}/Refresh?{Options}"), null, cancellationToken) is null)
            {
                return _talk.Failed;
            }

            _made.Add(_delivery.JobId, id);
        }

        return await SeeAsync(search, change, found, cancellationToken);
    }

    /// <summary>Asks step by step whether the server is there, takes the key, has libraries, and sees and finds what Sublarr has.</summary>
    /// <param name="library">Names what is looked for.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async IAsyncEnumerable<TestStep> TestAsync(ITitlesToTry library, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await GetAsync("System/Info/Public", cancellationToken) is not { } system)
        {
            yield return _talk.Failed("reached");
            yield break;
        }

        yield return new("reached", true, $"{system.TextOf("ServerName") ?? _access.Name}, version {system.TextOf("Version") ?? "unknown"}.");
        if (await GetAsync("System/Info", cancellationToken) is null)
        {
            yield return _talk.Failed("authorised");
            yield break;
        }

        yield return new("authorised", true, $"The key was taken, sent as {_access.SignIn}.");
        if (await GetAsync("Library/VirtualFolders", cancellationToken) is not { } libraries)
        {
            yield return _talk.Failed("libraries");
            yield break;
        }

        var listed = libraries.Items().ToList();
        yield return new("libraries", listed.Count > 0, listed.Count > 0 ? $"{string.Join(", ", listed.Select(library => library.TextOf("Name")))}." : "It has none: add one there.");
        var tried = await library.ListAsync(cancellationToken);
        yield return HttpSteps.Sees(_access.Name, _access.PathMappings, [.. listed.SelectMany(Locations)], tried);
        yield return await HttpSteps.FindsAnyAsync(tried, each => FindAsync(each, cancellationToken));
    }

    private async Task<TestStep> FindAsync(MediaChange tried, CancellationToken cancellationToken)
    {
        // Of a subtitle in whatever language the very episode is looked for, as is done when one comes.
        var search = new MediaBrowserSearch(_talk, _access.Url, tried with { Language = "en" }, _mappings);
        return await search.FindAsync(cancellationToken) is { } found
            ? HttpSteps.Finds(_access.Name, tried, found.IsExact && found.Items.Any(), found.Items.Any())
            : _talk.Failed(HttpSteps.Finding);
    }

    private Task<JsonElement?> GetAsync(string path, CancellationToken cancellationToken) => _talk.AskAsync(HttpMethod.Get, AddressRule.Below(_access.Url, path), null, cancellationToken);

    private static IEnumerable<string> Locations(JsonElement library) => library.ItemsOf("Locations").Select(path => path.GetString()).OfType<string>();

    // An answer of 204 proves nothing: what counts is what the item says of itself.
    private async Task<DeliveryReport> SeeAsync(MediaBrowserSearch search, MediaChange change, MediaBrowserFinding found, CancellationToken cancellationToken)
    {
        if (change.Language is not { } language || !found.IsExact)
        {
            var count = found.Items.Count();
            _made.Forget(_delivery.JobId);
            return _talk.Ended(JobOutcome.Done, $"{_access.Name} looks again at {(count == 1 ? "the item" : $"{count} items")}.");
        }

        if (await search.FindAsync(cancellationToken) is not { } after)
        {
            return _talk.Failed;
        }

        if (after.Has(item => Lists(item, change)))
        {
            return Listed();
        }

        return _talk.Ended(new JobOutcome.Deferred($"{_access.Name} does not list the {language} subtitle yet: it is looked at again.", _time.GetUtcNow() + _made.Wait(_delivery.JobId)));
    }

    // The delivery was made, twice: more of them would change nothing, and nobody needs to be alerted.
    private DeliveryReport Unlisted(MediaChange change)
    {
        _made.Forget(_delivery.JobId);
        return _talk.Ended(new JobOutcome.Skipped(
            $"{_access.Name} was asked twice to look at the video, and does not list the {change.Language} subtitle beside it. Check that it sees the folder the subtitle was written to."));
    }

    private DeliveryReport Listed()
    {
        _made.Forget(_delivery.JobId);
        return _talk.Ended(JobOutcome.Done, $"{_access.Name} lists the subtitle.");
    }

    // It looks at a path a minute after the last report of it, and answers 204 to whatever it is told.
    private async Task<DeliveryReport> TellAsync(MediaChange change, string told, CancellationToken cancellationToken)
    {
        var paths = change.Files.Count > 0 ? change.Files : change.Folders;
        if (paths.Count == 0)
        {
            return _talk.Ended(new JobOutcome.Skipped($"{_access.Name} knows no \"{change.Title}\", and the event names no folder: the whole library is not refreshed for it."));
        }

        var updates = paths.Select(path => new Dictionary<string, string> { ["Path"] = _mappings.Apply(path), ["UpdateType"] = change.IsRemoval ? "Deleted" : "Created" });
        if (await _talk.AskAsync(HttpMethod.Post, AddressRule.Below(_access.Url, "Library/Media/Updated"), new Dictionary<string, object> { ["Updates"] = updates }, cancellationToken) is null)
        {
            return _talk.Failed;
        }

        var unmapped = paths.FirstOrDefault(path => !_delivery.IsTest && _mappings.Find(path) is null);
        return _talk.Ended(
            JobOutcome.Done, $"{told} It takes any path{(unmapped is null ? "" : $", and \"{unmapped}\" is one which no path mapping reaches")}: whether it sees this one shows within a minute or two.");
    }

    private static bool Lists(JsonElement item, MediaChange change) => item.ItemsOf("MediaStreams").Any(stream =>
        stream.TextOf("Type") == "Subtitle" && stream.Member("IsExternal").ValueKind == JsonValueKind.True && stream.TextOf("Path") is { } path && IsWritten(path, change));

    private static bool IsWritten(string path, MediaChange change) => change.Subtitle is { } written
        ? ForeignPath.NameOf(path).Equals(ForeignPath.NameOf(written), StringComparison.OrdinalIgnoreCase)
        : path.Contains($".{change.Language}.", StringComparison.OrdinalIgnoreCase);

    private string? AdviceFor(HttpAnswer answer) => answer.Status switch
    {
        HttpStatusCode.Unauthorized => $"{_access.Name} does not know the API key, which was sent as Authorization: MediaBrowser. Make one in its dashboard and copy the whole of it.",
        HttpStatusCode.Forbidden => "the API key may not do this: use that of an administrator.",
        HttpStatusCode.NotFound => $"there is no {_access.Name} at this address: enter the one that you open it with, without /web.",
        _ => null,
    };
}
