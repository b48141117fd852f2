using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Jobs;

/// <summary>Everything that came of one cause: the incoming webhook, its job, the events it published, their deliveries, and so on.</summary>
public static class GetJobTree
{
    /// <summary>A tree grows no deeper: echoes end after one hop, and jobs of jobs are few.</summary>
    private const int Depth = 12;

    /// <summary>More lines than anybody reads.</summary>
    private const int NodeLimit = 500;

    internal sealed record Query(long JobId) : IRequest<Tree?>;

    /// <summary>The job asked for, the tree it belongs to, and what came in from outside.</summary>
    internal sealed record Tree(JobRow Job, Node Root, IncomingRow? Incoming, IReadOnlyList<AttemptRow> Attempts, bool IsCut)
    {
        /// <summary>How often the incoming webhook came again.</summary>
        public int Repeats { get; init; }

        /// <summary>How far the job asked for is; null when it has not told.</summary>
        public ShownProgress? Progress { get; init; }

        /// <summary>Every job that is shown, the one asked for among them.</summary>
        public IEnumerable<long> JobIds => Root.JobIds.Append(Job.Id).Distinct();

        /// <summary>The jobs of them that have not ended.</summary>
        public IEnumerable<long> OpenIds => Root.OpenIds.Concat(Job.State.IsTerminal() ? [] : [Job.Id]).Distinct();

        /// <summary>What the job asked for says of its success, as sentences; null while it has not succeeded, and when it says nothing.</summary>
        public string? Found => Job.State == JobState.Succeeded && Attempts is [{ Outcome: "succeeded" } last, ..] ? last.ReadDetail()?.Note : null;
    }

    /// <summary>A job or an event, and what it led to.</summary>
    public sealed class Node
    {
        /// <summary>The job; null for an event.</summary>
        public JobRow? Job { get; init; }

        /// <summary>The event; null for a job.</summary>
        public EventRow? Event { get; init; }

        /// <summary>What it led to, in order.</summary>
        public List<Node> Children { get; } = [];

        internal IEnumerable<long> JobIds => Children.SelectMany(child => child.JobIds).Concat(Job is null ? [] : [Job.Id]);

        internal IEnumerable<long> OpenIds => Children.SelectMany(child => child.OpenIds).Concat(Job is { } job && !job.State.IsTerminal() ? [job.Id] : []);

        internal Node Lead(Node to)
        {
            Children.Add(to);
            return to;
        }
    }

    internal sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, IJobNotes notes) : IRequestHandler<Query, Tree?>
    {
        public async Task<Tree?> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await JobAsync(context, query.JobId, cancellationToken) is not { } job)
            {
                return null;
            }

            var line = await LineAsync(context, job, cancellationToken);
            var cause = await EventAsync(context, line[0].EventId, cancellationToken);
            var root = cause is null ? new Node { Job = line[0] } : new Node { Event = cause };
            var isCut = await GrowAsync(context, root, cancellationToken);
            if (isCut)
            {
                await ShowAsync(context, root, line, cancellationToken);
            }

            var incoming = root.Job is null ? null : await context.Incoming.AsNoTracking().FirstOrDefaultAsync(row => row.JobId == root.Job.Id, cancellationToken);
            var attempts = await context.Attempts.AsNoTracking()
                .Where(row => row.JobId == job.Id).OrderByDescending(row => row.Number).Take(20).ToListAsync(cancellationToken);
            var progress = await ShownProgress.ReadAsync(context, notes, [job.Id], cancellationToken);
            return new(job, root, incoming, attempts, isCut)
            {
                Repeats = await ReportRepeats.CountAsync(context, incoming, cancellationToken),
                Progress = progress.GetValueOrDefault(job.Id),
            };
        }

        private static Task<JobRow?> JobAsync(SublarrDbContext context, long id, CancellationToken cancellationToken) =>
            context.Jobs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);

        private static async Task<EventRow?> EventAsync(SublarrDbContext context, string? id, CancellationToken cancellationToken) =>
            id is null ? null : await context.Events.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);

        // Up through parents, the topmost first; a job without one was caused by an event that a person or the system published, or by nothing.
        private static async Task<List<JobRow>> LineAsync(SublarrDbContext context, JobRow job, CancellationToken cancellationToken)
        {
            var line = new List<JobRow> { job };
            while (line.Count <= Depth && line[0].ParentId is { } parentId && await JobAsync(context, parentId, cancellationToken) is { } parent)
            {
                line.Insert(0, parent);
            }

            return line;
        }

        // What is left out of a large tree is never the job that was asked for.
        private static async Task ShowAsync(SublarrDbContext context, Node root, List<JobRow> line, CancellationToken cancellationToken)
        {
            var at = root;
            foreach (var job in line.Where(job => job.Id != root.Job?.Id))
            {
                if (job.EventId is not null && at.Event?.Id != job.EventId)
                {
                    at = at.Children.Find(child => child.Event?.Id == job.EventId)
                        ?? (await EventAsync(context, job.EventId, cancellationToken) is { } cause ? at.Lead(new() { Event = cause }) : at);
                }

                at = at.Children.Find(child => child.Job?.Id == job.Id) ?? at.Lead(new() { Job = job });
            }
        }

        // One level at a time: two queries each, however many nodes it has.
        private static async Task<bool> GrowAsync(SublarrDbContext context, Node root, CancellationToken cancellationToken)
        {
            var seen = new HashSet<long>(root.JobIds);
            var level = new List<Node> { root };
            var nodes = 1;
            for (var depth = 0; depth < Depth && level.Count > 0; depth++)
            {
                var room = NodeLimit - nodes;
                level = await GrowLevelAsync(context, level, seen, room, cancellationToken);
                nodes += level.Count;
                if (level.Count > room)
                {
                    return true;
                }
            }

            return false;
        }

        private static async Task<List<Node>> GrowLevelAsync(SublarrDbContext context, List<Node> level, HashSet<long> seen, int room, CancellationToken cancellationToken)
        {
            var byJob = level.Where(node => node.Job is not null).ToDictionary(node => node.Job!.Id);
            var byEvent = level.Where(node => node.Event is not null).ToDictionary(node => node.Event!.Id, StringComparer.Ordinal);
            var (jobIds, eventIds) = (byJob.Keys.ToList(), byEvent.Keys.ToList());
            var events = await context.Events.AsNoTracking()
                .Where(row => row.CauseJobId != null && jobIds.Contains(row.CauseJobId.Value))
                .OrderBy(row => row.Sequence).Take(room + 1).ToListAsync(cancellationToken);

            // A delivery hangs below its event; a job that only names a parent hangs below that.
            var jobs = await context.Jobs.AsNoTracking()
                .Where(row => (row.EventId == null && row.ParentId != null && jobIds.Contains(row.ParentId.Value)) || (row.EventId != null && eventIds.Contains(row.EventId)))
                .OrderBy(row => row.Id).Take(room + 1).ToListAsync(cancellationToken);

            var next = events.Select(row => (Parent: byJob[row.CauseJobId!.Value], Node: new Node { Event = row }))
                .Concat(jobs.Where(row => seen.Add(row.Id)).Select(row =>
                    (Parent: row.EventId is { } eventId ? byEvent[eventId] : byJob[row.ParentId!.Value], Node: new Node { Job = row })))
                .ToList();
            next.ForEach(pair => pair.Parent.Children.Add(pair.Node));
            return [.. next.Select(pair => pair.Node)];
        }
    }
}
