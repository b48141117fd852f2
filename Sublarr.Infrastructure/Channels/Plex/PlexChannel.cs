using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Plex;

/// <summary>Lets a Plex server look again at what has changed.</summary>
internal sealed class PlexChannel(HttpCourier courier, ChannelSettings settings, ITitlesToTry library, TimeProvider time) : IMediaServer
{
    private readonly RefreshesMade _made = new();

    public ChannelInfo Info { get; } = new(PlexSettings.Channel, "Plex connection", "Plex");

    public void Check(Subscription subscription) => settings.Read<PlexSettings>(subscription);

    public async Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var plex = settings.Read<PlexSettings>(delivery.Subscription);
        var talk = TalkOf(delivery, plex);
        if ((delivery.Event.Event as IFileEvent)?.Change is not { } change)
        {
            return talk.Ended(new JobOutcome.Skipped(IMediaServer.NoneChanged));
        }

        if (await talk.AskAsync(HttpMethod.Get, AddressRule.Below(plex.Url, "library/sections"), null, cancellationToken) is not { } listed)
        {
            return talk.Failed;
        }

        var sections = PlexSection.Of(listed).Where(section => change.Media is not { } media || section.Media == media).ToList();
        // A section that is looked through leaves an item alone whose video is the same: a new subtitle beside it is seen by the item's own refresh.
        if (change.Language is null)
        {
            return await ScanAsync(plex, sections, change, talk, cancellationToken);
        }

        var search = new PlexSearch(talk, plex.Url, change, new PathMappings(plex.PathMappings));
        return await search.FindAsync(sections, cancellationToken) switch
        {
            null => talk.Failed,
            { Groups: [] } => AfterScan(await ScanAsync(plex, sections, change, talk, cancellationToken), search, change, talk),
            var found => await RefreshAsync(plex, search, found, change, delivery, talk, cancellationToken),
        };
    }

    public async IAsyncEnumerable<TestStep> TestAsync(Delivery delivery, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var plex = settings.Read<PlexSettings>(delivery.Subscription);
        var talk = TalkOf(delivery, plex);
        if (await talk.AskAsync(HttpMethod.Get, AddressRule.Below(plex.Url, "identity"), null, cancellationToken) is not { } identity)
        {
            yield return talk.Failed("reached");
            yield break;
        }

        var version = identity.Member("MediaContainer").TextOf("version");
        yield return new("reached", version is not null, version is null ? "Something answered, but no Plex: check the address." : $"Plex, version {version}.");
        if (version is null)
        {
            yield break;
        }

        if (await talk.AskAsync(HttpMethod.Get, AddressRule.Below(plex.Url, "library/sections"), null, cancellationToken) is not { } listed)
        {
            yield return talk.Failed("authorised");
            yield break;
        }

        yield return new("authorised", true, "The token was taken, sent as X-Plex-Token.");
        var sections = PlexSection.Of(listed).ToList();
        yield return new("libraries", sections.Count > 0, sections.Count > 0 ? $"{sections.Count} of series and movies." : "It has none of series or movies: add one there.");
        var tried = await library.ListAsync(cancellationToken);
        yield return HttpSteps.Sees(Info.Title, plex.PathMappings, [.. sections.SelectMany(section => section.Locations)], tried);
        yield return await HttpSteps.FindsAnyAsync(tried, each => FindAsync(plex, sections, each, talk, cancellationToken));
    }

    private async Task<TestStep> FindAsync(PlexSettings plex, List<PlexSection> sections, MediaChange tried, HttpTalk talk, CancellationToken cancellationToken)
    {
        var search = new PlexSearch(talk, plex.Url, tried, new PathMappings(plex.PathMappings));
        return await search.FindAsync([.. sections.Where(section => section.Media == tried.Media)], cancellationToken) is { } found
            ? HttpSteps.Finds(Info.Title, tried, found is { IsExact: true, Keys.Count: > 0 }, search.IsKnown)
            : talk.Failed(HttpSteps.Finding);
    }

    private HttpTalk TalkOf(Delivery delivery, PlexSettings plex) =>
        new(courier, delivery, answer => HttpVerdict.Of(answer, AdviceFor)) { Headers = [.. plex.Headers, new("X-Plex-Token", plex.Token)] };

    private async Task<DeliveryReport> RefreshAsync(
        PlexSettings plex, PlexSearch search, PlexFinding found, MediaChange change, Delivery delivery, HttpTalk talk, CancellationToken cancellationToken)
    {
        // A refresh may have needed a while: what is listed by now is not asked for again.
        if (found.IsExact && _made.HasAll(delivery.JobId, found.Keys))
        {
            switch (await search.ListAsync(found, cancellationToken))
            {
                case null: return talk.Failed;
                case true: return Ended(delivery, talk, "Plex lists the subtitle.");
            }
        }

        if (_made.IsOver(delivery.JobId))
        {
            // The delivery was made, twice: more of them would change nothing, and nobody needs to be alerted.
            return Ended(delivery, talk, new JobOutcome.Skipped(
                $"Plex was asked twice to look at the video, and does not list the {change.Language} subtitle beside it. Switch on Local Media Assets for the library, and check that Plex sees the folder the subtitle was written to."));
        }

        foreach (var item in found.Keys)
        {
            if (await talk.AskAsync(HttpMethod.Put, AddressRule.Below(plex.Url, $"library/metadata/{Uri.EscapeDataString(item)}/refresh"), null, cancellationToken) is null)
            {
                return talk.Failed;
            }

            _made.Add(delivery.JobId, item);
        }

        if (!found.IsExact)
        {
            return Ended(delivery, talk, $"Plex looks again at {(found.Keys.Count == 1 ? "the item" : $"{found.Keys.Count} items")}.");
        }

        return await search.ListAsync(found, cancellationToken) switch
        {
            null => talk.Failed,
            true => Ended(delivery, talk, "Plex lists the subtitle."),
            false => talk.Ended(new JobOutcome.Deferred($"Plex does not list the {change.Language} subtitle yet: it is looked at again.", time.GetUtcNow() + _made.Wait(delivery.JobId))),
        };
    }

    private DeliveryReport Ended(Delivery delivery, HttpTalk talk, string note) => Ended(delivery, talk, JobOutcome.Done, note);

    private DeliveryReport Ended(Delivery delivery, HttpTalk talk, JobOutcome outcome, string? note = null)
    {
        _made.Forget(delivery.JobId);
        return talk.Ended(outcome, note);
    }

    // The video may be new, and is then found by the next attempt; of one that Plex knows otherwise a look through the folder does not notice the subtitle.
    private static DeliveryReport AfterScan(DeliveryReport scanned, PlexSearch search, MediaChange change, HttpTalk talk) => scanned.Outcome is JobOutcome.Succeeded && search.IsThere
        ? talk.Ended(
            new JobOutcome.RetryLater(
                $"Plex has \"{change.Title}\", but not the video of this subtitle: it looks through the folder and is asked again. If that stays so, correct there what the video or \"{change.Title}\" is matched with."),
            scanned.Detail.Note)
        : scanned;

    // Of a path that is in none of its libraries Plex says 200, and does nothing.
    private static async Task<DeliveryReport> ScanAsync(PlexSettings plex, List<PlexSection> sections, MediaChange change, HttpTalk talk, CancellationToken cancellationToken)
    {
        var mappings = new PathMappings(plex.PathMappings);
        var folders = change.Folders.Select(mappings.Apply).ToList();
        if (folders.Count == 0)
        {
            return talk.Ended(new JobOutcome.Skipped($"Plex knows no \"{change.Title}\", and the event names no folder: the whole library is not scanned for it."));
        }

        foreach (var folder in folders)
        {
            if (PlexSection.Holding(folder, sections) is not { } section)
            {
                // Whole paths stay in the note: the reason is told to people and other machines.
                return talk.Ended(
                    new JobOutcome.Rejected($"No library of Plex holds the folder of \"{change.Title}\": correct the path mappings, or add the folder to a library."),
                    $"It was looked for at \"{folder}\". Plex has {(sections.Count == 0 ? "no library of this kind" : string.Join(", ", sections.SelectMany(each => each.Locations)))}.");
            }

            var address = AddressRule.Below(plex.Url, $"library/sections/{Uri.EscapeDataString(section.Key)}/refresh?path={Uri.EscapeDataString(folder)}");
            if (await talk.AskAsync(HttpMethod.Get, address, null, cancellationToken) is null)
            {
                return talk.Failed;
            }
        }

        return talk.Ended(JobOutcome.Done, $"Plex looks through {string.Join(", ", folders)}.");
    }

    private static string? AdviceFor(HttpAnswer answer) => answer.Status switch
    {
        HttpStatusCode.Unauthorized => "it does not know the token, which was sent as X-Plex-Token: copy it again.",
        HttpStatusCode.NotFound => "there is no Plex at this address: enter that of your server, without /web.",
        _ => null,
    };
}

/// <summary>A library of Plex.</summary>
/// <param name="Key">Its number.</param>
/// <param name="Media">What it holds; null for neither series nor movies.</param>
/// <param name="Locations">Its folders, as Plex sees them.</param>
internal sealed record PlexSection(string Key, MediaType? Media, IReadOnlyList<string> Locations)
{
    /// <summary>Reads the list of libraries; those of music and photos are left out.</summary>
    public static IEnumerable<PlexSection> Of(JsonElement listed) =>
        from section in PlexSearch.Each(listed, "Directory")
        let media = section.TextOf("type") switch { "show" => MediaType.Episode, "movie" => MediaType.Movie, _ => (MediaType?)null }
        where media is not null
        select new PlexSection(section.TextOf("key") ?? "", media, [.. section.ItemsOf("Location").Select(location => location.TextOf("path")).OfType<string>()]);

    /// <summary>The library with the longest folder that holds a path; null when none does.</summary>
    public static PlexSection? Holding(string folder, IEnumerable<PlexSection> sections)
    {
        var path = ForeignPath.Of(folder);
        return (from section in sections
                from location in section.Locations
                let root = ForeignPath.Of(location)
                where path.IsWithin(root)
                orderby root.Names.Count descending
                select section).FirstOrDefault();
    }
}
