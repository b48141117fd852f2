using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Arr;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Library;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Transfer;

/// <summary>A Sonarr or Radarr as the document has it. It is found again by its kind and its name.</summary>
internal sealed record TransferredArr
{
    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string Url { get; init; } = "";

    [Secret]
    public string ApiKey { get; init; } = "";

    public bool Enabled { get; init; } = true;

    /// <summary>Where its folders are here.</summary>
    public List<PathMapping> PathMappings { get; init; } = [];
}

/// <summary>Carries the Sonarrs and Radarrs that are asked.</summary>
internal sealed class ArrPart(ISecretProtector protector, IValidator<ArrEdit> rules, TimeProvider time) : ITransferPart
{
    private const string Purpose = "arr";
    private const string KeyField = "api_key";

    public string Name => TransferFormat.ArrInstances;

    public string Section => "arr";

    public async Task<JsonArray> ExportAsync(SublarrDbContext context, TransferCipher? cipher, CancellationToken cancellationToken)
    {
        var rows = await context.PathMappings.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var instances = (await context.ArrInstances.AsNoTracking().ToListAsync(cancellationToken))
            .OrderBy(instance => instance.Source.Key(), StringComparer.Ordinal).ThenBy(instance => instance.Name, StringComparer.Ordinal);
        return [.. instances.Select(instance => ItemOf(instance, rows, cipher))];
    }

    public async Task<IReadOnlyList<PartStep>> PlanAsync(SublarrDbContext context, IReadOnlyList<JsonElement> items, ImportReading reading, CancellationToken cancellationToken)
    {
        var present = await context.ArrInstances.ToListAsync(cancellationToken);
        var rows = await context.PathMappings.ToListAsync(cancellationToken);
        var steps = new List<PartStep>();
        var named = new HashSet<(ArrSource, string)>();
        foreach (var (item, index) in items.Select((item, index) => (item, index)))
        {
            var path = $"{Name}[{index}]";
            if (ItemName.Find(item, path, reading) is not { } name || SourceOf(item, path, reading) is not { } source)
            {
                continue;
            }

            if (!named.Add((source, name.ToUpperInvariant())))
            {
                reading.Refuse($"{path}.name", $"The document has the {source} \"{name}\" twice: rename or remove one.");
            }

            var instance = present.Find(known => known.Source == source && known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            steps.Add(Step(context, item, path, instance, instance is null ? [] : rows.FindAll(row => row.IsOf(source, instance.Name)), reading));
        }

        return steps;
    }

    private PartStep Step(SublarrDbContext context, JsonElement item, string path, ArrInstance? instance, List<PathMappingRow> rows, ImportReading reading)
    {
        var before = instance is null ? null : Read(instance, rows, KeyOf(instance));
        var known = reading.Problems.Count;
        var after = Overlay.Lay(before ?? new TransferredArr(), item.EnumerateObject(), path, Purpose, reading);
        var source = ArrSources.Find(after.Kind)!.Value;
        var missing = reading.MissingBelow($"{path}.{KeyField}").ToList();
        var edit = new ArrEdit(source, after.Name.Trim(), after.Url.Trim(), after.ApiKey.Trim(), after.PathMappings);
        foreach (var failure in reading.Problems.Count > known ? [] : rules.Validate(edit).Errors.Where(error => missing.Count == 0 || error.PropertyName != nameof(ArrEdit.ApiKey)))
        {
            reading.Refuse($"{path}.{SettingsEdit.FieldOf(failure.PropertyName)}", failure.ErrorMessage);
        }

        List<FieldChange> changes = [.. FieldDifferences.Between(before, after)];
        return new(
            new(after.Kind, after.Name, PartStep.ActionOf(before, changes), changes), before is null ? null : before with { ApiKey = instance!.ApiKey },
            () => Apply(context, instance, before?.ApiKey, edit, after.Enabled, rows))
        {
            Missing = [.. missing.Select(secret => new MissingSecret(secret, after.Kind, after.Name, KeyField, IsRequired: true))],
        };
    }

    private void Apply(SublarrDbContext context, ArrInstance? present, string? key, ArrEdit edit, bool isEnabled, List<PathMappingRow> rows)
    {
        var instance = present ?? context.Add(new ArrInstance(edit.Source, time.GetUtcNow())).Entity;
        // Encrypted anew it would look changed.
        instance.Edit(edit.Name, edit.Url, key == edit.ApiKey ? instance.ApiKey : protector.Protect(edit.ApiKey), isEnabled);
        context.RemoveRange(rows.Where(row => !edit.PathMappings.Contains(new(row.From, row.To))));
        context.AddRange(edit.PathMappings.Where(mapping => !rows.Exists(row => row.From == mapping.From && row.To == mapping.To)).Select(mapping => new PathMappingRow
        {
            Source = edit.Source.Key(), Instance = instance.Name, From = mapping.From, To = mapping.To,
        }));
    }

    private JsonObject ItemOf(ArrInstance instance, List<PathMappingRow> rows, TransferCipher? cipher)
    {
        // Without a passphrase nothing has to be decrypted: that works when the keys are lost, too.
        var item = JsonSerializer.SerializeToNode(Read(instance, rows.FindAll(row => row.IsOf(instance.Source, instance.Name)), ""), TransferFormat.Options)!.AsObject();
        item[KeyField] = cipher is null ? null : new JsonObject { [TransferFormat.Encrypted] = cipher.Seal(protector.Unprotect(instance.ApiKey), $"{Purpose}.{KeyField}") };
        return item;
    }

    private string KeyOf(ArrInstance instance)
    {
        try
        {
            return protector.Unprotect(instance.ApiKey);
        }
        catch (CryptographicException)
        {
            // The keys in the config folder are others: what is stored says nothing, and the document says all.
            return "";
        }
    }

    private static TransferredArr Read(ArrInstance instance, List<PathMappingRow> rows, string key) => new()
    {
        Kind = instance.Source.Key(),
        Name = instance.Name,
        Url = instance.Url,
        ApiKey = key,
        Enabled = instance.IsEnabled,
        PathMappings = [.. rows.Select(row => new PathMapping(row.From, row.To))],
    };

    private static ArrSource? SourceOf(JsonElement item, string path, ImportReading reading)
    {
        if (item.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String && ArrSources.Find(kind.GetString()!) is { } source)
        {
            return source;
        }

        reading.Refuse($"{path}.kind", "It must be sonarr or radarr.");
        return null;
    }
}

/// <summary>By what entries of a part are found again.</summary>
internal static class ItemName
{
    /// <summary>The name of an entry; null when it has none, and then the reading says so.</summary>
    public static string? Find(JsonElement item, string path, ImportReading reading)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            reading.Refuse(path, "An entry must be an object.");
            return null;
        }

        if (item.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String && name.GetString()!.Trim() is { Length: > 0 } text)
        {
            return text;
        }

        reading.Refuse($"{path}.name", "It needs a name: by this it is found again.");
        return null;
    }
}
