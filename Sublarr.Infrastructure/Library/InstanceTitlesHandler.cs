using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;

namespace Sublarr.Infrastructure.Library;

/// <summary>
/// Reads all titles of one Sonarr or Radarr, in one request, and stores what is new of those that the library has. It adds none and removes none: that is for reports, which also
/// say what became of the files. After a stop it begins anew: what is stored already is the same then.
/// </summary>
internal sealed class InstanceTitlesHandler(ArrInstances instances, ArrClient client, KnownTitles titles) : IJobHandler
{
    public const string JobKind = "update-titles";

    /// <summary>Titles in one transaction.</summary>
    private const int AtOnce = 100;

    /// <summary>So many of those that are gone are named.</summary>
    private const int Named = 5;

    public string Kind => JobKind;

    public int Concurrency => 2;

    // The next run is the retry.
    public RetrySchedule RetriesOf(Job job) => RetrySchedule.None;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var order = JsonSerializer.Deserialize<InstanceTitlesOrder>(context.Job.Payload, EventJson.Options)
            ?? throw new InvalidDataException("The job does not say whose titles are to be read.");
        if (await instances.FindAsync(order.InstanceId, cancellationToken) is not (var instance, _))
        {
            return new(new JobOutcome.Skipped("This Sonarr or Radarr is switched off or deleted."));
        }

        try
        {
            return await ReadAsync(context, instances.ServerOf(instance), cancellationToken);
        }
        catch (ArrException problem)
        {
            return new(new JobOutcome.Skipped($"{problem.Message} Its titles are read at the next run."));
        }
    }

    private async Task<JobResult> ReadAsync(JobContext context, ArrServer server, CancellationToken cancellationToken)
    {
        var missing = await titles.OfAsync(server, cancellationToken);
        if (missing.Count == 0)
        {
            return new(JobOutcome.Done, new AttemptDetail { Note = "The library has none of its titles." });
        }

        var (total, changed) = (missing.Count, 0);
        var tags = await client.TagNamesAsync(server, cancellationToken);
        var waiting = new List<(TitleRow Row, KnownTitle Title)>(AtOnce);
        await foreach (var read in client.TitlesAsync(server, cancellationToken))
        {
            if (!missing.TryGetValue(read.Id, out var row) || !IsSame(row, read))
            {
                continue;
            }

            missing.Remove(read.Id);
            waiting.Add((row, TitleOf(row, read, tags)));
            if (waiting.Count == AtOnce)
            {
                changed += await titles.RefreshAsync(waiting, cancellationToken);
                waiting.Clear();
                context.Report(total - missing.Count, total);
                if (context.Stopping.IsCancellationRequested)
                {
                    return JobContext.PutBack;
                }
            }
        }

        changed += await titles.RefreshAsync(waiting, cancellationToken);
        context.Report(total, total);
        return new(JobOutcome.Done, new AttemptDetail { Note = Sentence(total - missing.Count, changed, [.. missing.Values.Select(row => row.Name).Order(StringComparer.OrdinalIgnoreCase)]) });
    }

    private static string Sentence(int read, int changed, List<string> gone)
    {
        var news = changed == 0 ? "nothing is new" : $"{Wording.Several(changed, "has", "have")} changed";
        var lost = gone.Count == 0
            ? ""
            : $" {Wording.Several(gone.Count, "is", "are")} no longer there: {Wording.All([.. gone.Take(Named)])}{(gone.Count > Named ? $" and {gone.Count - Named} more" : "")}. "
                + "They stay here until their files are gone.";
        return $"{Wording.Several(read, "title")} read, {news}.{lost}";
    }

    // Whoever sets a Sonarr up anew has other titles under the same numbers: the one that was here would get the name, the folder and so the profile of a stranger.
    private static bool IsSame(TitleRow row, ArrTitle read) => row.Kind == TitleKind.Series ? IsSameId(row.TvdbId, read.TvdbId) : IsSameId(row.TmdbId, read.TmdbId);

    private static bool IsSameId(int? known, int? said) => known is null or 0 || said is null or 0 || known == said;

    private static KnownTitle TitleOf(TitleRow row, ArrTitle read, Dictionary<int, string> tags) => new(row.Source, row.Instance, read.Id, string.IsNullOrWhiteSpace(read.Title) ? row.Name : read.Title)
    {
        // They write 0 for what they do not know.
        Year = read.Year is > 0 ? read.Year : null,
        TvdbId = read.TvdbId is > 0 ? read.TvdbId : null,
        TmdbId = read.TmdbId is > 0 ? read.TmdbId : null,
        ImdbId = string.IsNullOrWhiteSpace(read.ImdbId) ? null : read.ImdbId,
        Tags = read.Tags?.Select(id => tags.GetValueOrDefault(id)).OfType<string>().ToList(),
        Folder = read.Path,
    };
}
