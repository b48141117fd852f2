using System.Globalization;
using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>Which video lacks subtitles that are to be looked for: the payload of a job.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Ids">What of it is wanted; null for all that it lacks and nobody ignores.</param>
internal sealed record SearchOrder(long VideoId, IReadOnlyList<long>? Ids)
{
    /// <summary>A little later than what looks at files, and before deliveries: those who wait for the subtitle wait for it first.</summary>
    private static readonly JobPriority AfterImport = new(4);

    /// <summary>The job that looks after an import.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="import">The job that looked at the file.</param>
    /// <param name="due">When it begins, in UTC.</param>
    public static NewJob OfImport(long videoId, string name, long import, DateTimeOffset due) => Job(new(videoId, Ids: null), name, AfterImport) with { ParentId = import, DueAt = due };

    /// <summary>The job that a person asks for.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="ids">What of it is wanted.</param>
    public static NewJob OfPerson(long videoId, string name, IReadOnlyList<long> ids) => Job(new(videoId, ids), name, JobPriority.High) with { BringsForward = true };

    /// <summary>Reads it.</summary>
    public static SearchOrder Read(string payload) =>
        JsonSerializer.Deserialize<SearchOrder>(payload, EventJson.Options) ?? throw new InvalidDataException("The job does not say which video it is about.");

    // Who asks for one language of a video while another is looked for asks for something else.
    private static NewJob Job(SearchOrder order, string name, JobPriority priority) => new(JobKinds.SearchSubtitles, $"Find subtitles for {name}", priority)
    {
        Payload = JsonSerializer.Serialize(order, EventJson.Options),
        Key = string.Create(CultureInfo.InvariantCulture, $"search:{order.VideoId}:{string.Join(',', order.Ids ?? [])}"),
    };
}
