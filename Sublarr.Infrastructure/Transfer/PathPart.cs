using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Transfer;

/// <summary>Where a folder of a sender is, for all of its kind or for one that Sublarr does not ask. It is found again by its sender and its folder there.</summary>
internal sealed record TransferredPath
{
    public string Kind { get; init; } = "";

    /// <summary>Which of several; empty for all of them.</summary>
    public string Instance { get; init; } = "";

    public string From { get; init; } = "";

    public string To { get; init; } = "";
}

/// <summary>Carries the path mappings that belong to no instance of the document: those go with it.</summary>
internal sealed class PathPart : ITransferPart
{
    public string Name => TransferFormat.PathMappings;

    public string Section => "path_mappings";

    public async Task<JsonArray> ExportAsync(SublarrDbContext context, TransferCipher? cipher, CancellationToken cancellationToken) =>
        [.. (await SharedAsync(context, cancellationToken)).Select(Read)
            .OrderBy(path => path.Kind, StringComparer.Ordinal).ThenBy(path => path.Instance, StringComparer.Ordinal).ThenBy(path => path.From, StringComparer.Ordinal)
            .Select(path => JsonSerializer.SerializeToNode(path, TransferFormat.Options))];

    public async Task<IReadOnlyList<PartStep>> PlanAsync(SublarrDbContext context, IReadOnlyList<JsonElement> items, ImportReading reading, CancellationToken cancellationToken)
    {
        var rows = await SharedAsync(context, cancellationToken);
        var steps = new List<PartStep>();
        var named = new HashSet<(string, string, string)>();
        foreach (var (item, index) in items.Select((item, index) => (item, index)))
        {
            var path = $"{Name}[{index}]";
            if (item.ValueKind != JsonValueKind.Object)
            {
                reading.Refuse(path, "An entry must be an object.");
                continue;
            }

            var after = Overlay.Lay(new TransferredPath(), item.EnumerateObject(), path, "", reading);
            RefuseWrong(after, path, reading);
            if (!named.Add((after.Kind, after.Instance.ToUpperInvariant(), after.From)))
            {
                reading.Refuse(path, $"The document has {after.From} twice: remove one.");
            }

            steps.Add(Step(context, after, rows.Find(row => row.Source == after.Kind && row.Instance.Equals(after.Instance, StringComparison.OrdinalIgnoreCase) && row.From == after.From)));
        }

        return steps;
    }

    private static PartStep Step(SublarrDbContext context, TransferredPath after, PathMappingRow? row)
    {
        var before = row is null ? null : Read(row);
        List<FieldChange> changes = [.. FieldDifferences.Between(before, before is null ? after : after with { Instance = before.Instance })];
        return new(new(after.Kind, after.From, PartStep.ActionOf(before, changes), changes), before, () =>
        {
            if (row is not null)
            {
                context.Remove(row);
            }

            context.Add(new PathMappingRow { Source = after.Kind, Instance = before?.Instance ?? after.Instance, From = after.From, To = after.To });
        });
    }

    private static void RefuseWrong(TransferredPath after, string path, ImportReading reading)
    {
        if (ArrSources.Find(after.Kind) is null)
        {
            reading.Refuse($"{path}.kind", "It must be sonarr or radarr.");
        }

        if (after.From.Length > PathMappingRow.LongestPath || !ForeignPath.IsWhole(after.From))
        {
            reading.Refuse($"{path}.from", $"\"{after.From}\" is no whole path. Write the folder as the sender sees it, such as /tv or D:\\tv.");
        }

        if (after.To.Length > PathMappingRow.LongestPath || !Path.IsPathFullyQualified(after.To))
        {
            reading.Refuse($"{path}.to", $"\"{after.To}\" is no whole path here. Write the folder as Sublarr sees it, such as /media/tv.");
        }

        if (after.Instance.Length > PathMappingRow.LongestInstance)
        {
            reading.Refuse($"{path}.instance", $"It is longer than {PathMappingRow.LongestInstance} characters: shorten it.");
        }
    }

    private static async Task<List<PathMappingRow>> SharedAsync(SublarrDbContext context, CancellationToken cancellationToken)
    {
        var instances = await context.ArrInstances.AsNoTracking().ToListAsync(cancellationToken);
        return (await context.PathMappings.ToListAsync(cancellationToken)).FindAll(row => !instances.Exists(instance => row.IsOf(instance.Source, instance.Name)));
    }

    private static TransferredPath Read(PathMappingRow row) => new() { Kind = row.Source, Instance = row.Instance, From = row.From, To = row.To };
}
