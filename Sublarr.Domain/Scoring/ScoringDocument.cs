using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Scoring;

/// <summary>Reads and writes weights, modifiers and presets as JSON. What cannot be used is named, all of it; the caller stores nothing then.</summary>
public sealed class ScoringDocument
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<ScoringProblem> _problems = [];

    /// <summary>What is wrong with what was read so far.</summary>
    public IReadOnlyList<ScoringProblem> Problems => _problems;

    /// <summary>Reads <c>{name, description?, weights: {episode?, movie?}, provider_modifiers?}</c>.</summary>
    /// <returns>Null when there are problems.</returns>
    public ScoringPreset? ReadPreset(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Refuse("preset", $"A preset must be a JSON object, not {NameOf(json)}.");
            return null;
        }

        var name = ReadName(json);
        var description = ReadText(json, "description", ScoringPreset.DescriptionLimit);
        var weights = json.TryGetProperty("weights", out var given) ? ReadWeights(given, "weights/") : Missing();
        var modifiers = json.TryGetProperty("provider_modifiers", out var names) ? ReadModifiers(names, "provider_modifiers") : ScoringRules.Default.Modifiers;
        foreach (var unknown in json.EnumerateObject().Where(property => property.Name is not ("name" or "description" or "weights" or "provider_modifiers")))
        {
            Refuse(unknown.Name, "A preset has name, description, weights and provider_modifiers, and nothing else.");
        }

        return _problems.Count == 0 ? new(name, description, weights, modifiers) : null;

        ImmutableArray<WeightChange> Missing()
        {
            Refuse("weights", "A preset needs weights for episode, movie or both.");
            return [];
        }
    }

    /// <summary>Reads <c>{episode: {key: points}, movie: {…}}</c>.</summary>
    /// <param name="json">The object.</param>
    /// <param name="path">What comes before a field's name in a problem.</param>
    public ImmutableArray<WeightChange> ReadWeights(JsonElement json, string path = "")
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Refuse(path.Length == 0 ? "body" : path.TrimEnd('/'), $"Weights must be a JSON object with episode, movie or both, not {NameOf(json)}.");
            return [];
        }

        var changes = ImmutableArray.CreateBuilder<WeightChange>();
        foreach (var property in json.EnumerateObject())
        {
            if (TypeOf(property.Name) is { } type)
            {
                changes.AddRange(ReadWeights(type, property.Value, path + property.Name));
            }
            else
            {
                Refuse(path + property.Name, $"There is no type \"{property.Name}\": use episode or movie.");
            }
        }

        return changes.ToImmutable();
    }

    /// <summary>Reads <c>{key: points}</c>.</summary>
    public ImmutableArray<WeightChange> ReadWeights(MediaType type, JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Refuse(path, $"Weights must be a JSON object of keys and points, not {NameOf(json)}.");
            return [];
        }

        var changes = ImmutableArray.CreateBuilder<WeightChange>();
        foreach (var property in json.EnumerateObject())
        {
            var field = $"{path}/{property.Name}";
            if (ScoringKeyInfo.Find(property.Name) is not { } info || info.DefaultOf(type) is null)
            {
                Refuse(field, $"{RuleDifference.NameOf(type)} has no key \"{property.Name}\": use {string.Join(", ", ScoringKeyInfo.Of(type).Select(known => known.Name))}.");
            }
            else if (ReadPoints(property.Value, field, ScoringWeights.Lowest, ScoringWeights.Highest) is { } points)
            {
                changes.Add(new(type, info.Key, points));
            }
        }

        return changes.ToImmutable();
    }

    /// <summary>Reads <c>{provider: points}</c>.</summary>
    public ImmutableSortedDictionary<string, int> ReadModifiers(JsonElement json, string path)
    {
        var modifiers = ScoringRules.Default.Modifiers;
        if (json.ValueKind != JsonValueKind.Object)
        {
            Refuse(path, $"Modifiers must be a JSON object of providers and points, not {NameOf(json)}.");
            return modifiers;
        }

        foreach (var property in json.EnumerateObject())
        {
            var field = $"{path}/{property.Name}";
            if (string.IsNullOrWhiteSpace(property.Name) || property.Name.Length > ScoringRules.ProviderNameLimit)
            {
                Refuse(field, $"A provider's name has 1 to {ScoringRules.ProviderNameLimit} characters.");
            }
            else if (ReadPoints(property.Value, field, -ScoringRules.ModifierLimit, ScoringRules.ModifierLimit) is { } points)
            {
                modifiers = modifiers.SetItem(property.Name.Trim().ToLowerInvariant(), points);
            }
        }

        return modifiers;
    }

    /// <summary>Writes a preset as it can be imported again.</summary>
    public static string Write(ScoringPreset preset)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("name", preset.Name);
            if (preset.Description is not null)
            {
                json.WriteString("description", preset.Description);
            }

            json.WriteStartObject("weights");
            foreach (var type in preset.Weights.GroupBy(change => change.Type))
            {
                json.WriteStartObject(RuleDifference.NameOf(type.Key));
                foreach (var change in type)
                {
                    json.WriteNumber(ScoringKeyInfo.All[(int)change.Key].Name, change.Points);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartObject("provider_modifiers");
            foreach (var (provider, points) in preset.Modifiers)
            {
                json.WriteNumber(provider, points);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The kind of video of that name, or null.</summary>
    public static MediaType? TypeOf(string? name) => name switch
    {
        "episode" => MediaType.Episode,
        "movie" => MediaType.Movie,
        _ => null,
    };

    private string ReadName(JsonElement json)
    {
        var name = ReadText(json, "name", ScoringPreset.NameLimit);
        if (name is null && !_problems.Exists(problem => problem.Field == "name"))
        {
            Refuse("name", "A preset needs a name.");
        }

        return name ?? "";
    }

    private string? ReadText(JsonElement json, string field, int limit)
    {
        if (!json.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { } text || text.Trim().Length > limit)
        {
            Refuse(field, $"The {field} must be a text of at most {limit} characters.");
            return null;
        }

        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private int? ReadPoints(JsonElement value, string field, int lowest, int highest)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var points))
        {
            Refuse(field, $"The points must be a whole number, not {(value.ValueKind == JsonValueKind.Number ? value.GetRawText() : NameOf(value))}.");
            return null;
        }

        if (points < lowest || points > highest)
        {
            Refuse(field, $"The points must be between {lowest} and {highest}, not {points}.");
            return null;
        }

        return (int)points;
    }

    private void Refuse(string field, string message) => _problems.Add(new(field, message));

    private static string NameOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        _ => json.GetRawText(),
    };
}

/// <summary>Something that cannot be used.</summary>
/// <param name="Field">Where it is: <c>weights/episode/hash</c>.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
public sealed record ScoringProblem(string Field, string Message);
