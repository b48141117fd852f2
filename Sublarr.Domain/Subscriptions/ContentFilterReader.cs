using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Sublarr.Domain.Subscriptions;

/// <summary>Turns JSON into a <see cref="ContentFilter"/>, or says what is wrong with it.</summary>
internal sealed class ContentFilterReader
{
    private static readonly FrozenDictionary<string, Func<JsonElement, Func<JsonElement?, bool>?>> Operators =
        new Dictionary<string, Func<JsonElement, Func<JsonElement?, bool>?>>
        {
            ["eq"] = EqualTo,
            ["ne"] = EqualTo,
            ["in"] = value => value.ValueKind == JsonValueKind.Array ? In([.. value.EnumerateArray()]) : null,
            ["gt"] = value => Ordered(value, order => order > 0),
            ["gte"] = value => Ordered(value, order => order >= 0),
            ["lt"] = value => Ordered(value, order => order < 0),
            ["lte"] = value => Ordered(value, order => order <= 0),
            ["starts_with"] = StartsWith,
            ["contains"] = Contains,
            ["exists"] = value => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? field => field.HasValue : null,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Needs = new Dictionary<string, string>
    {
        ["in"] = "a list",
        ["gt"] = "a number or a text",
        ["gte"] = "a number or a text",
        ["lt"] = "a number or a text",
        ["lte"] = "a number or a text",
        ["starts_with"] = "a text",
        ["exists"] = "true or false",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private int _conditions;

    /// <summary>The first thing that is wrong; null while nothing is.</summary>
    public string? Problem { get; private set; }

    public ContentFilter.Node? Read(JsonElement json, int depth)
    {
        if (depth > ContentFilter.Deepest)
        {
            return Fail($"The filter is nested deeper than {ContentFilter.Deepest} levels: flatten it.");
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return Fail("Each part of the filter must be an object with \"field\", \"operator\" and \"value\", or with \"and\", \"or\" or \"not\".");
        }

        string[] names = [.. json.EnumerateObject().Select(property => property.Name)];
        return names switch
        {
            ["and"] => ReadParts(json.GetProperty("and"), depth) is { } parts ? new ContentFilter.All(parts) : null,
            ["or"] => ReadParts(json.GetProperty("or"), depth) is { } parts ? new ContentFilter.Any(parts) : null,
            ["not"] => Read(json.GetProperty("not"), depth + 1) is { } part ? new ContentFilter.Not(part) : null,
            _ => ReadCondition(json, names),
        };
    }

    private ImmutableArray<ContentFilter.Node>? ReadParts(JsonElement json, int depth)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0)
        {
            Fail("\"and\" and \"or\" need a list of at least one part.");
            return null;
        }

        var parts = ImmutableArray.CreateBuilder<ContentFilter.Node>();
        foreach (var part in json.EnumerateArray())
        {
            if (Read(part, depth + 1) is not { } node)
            {
                return null;
            }

            parts.Add(node);
        }

        return parts.ToImmutable();
    }

    private ContentFilter.Node? ReadCondition(JsonElement json, string[] names)
    {
        if (names.Except(["field", "operator", "value"]).FirstOrDefault() is { } stranger)
        {
            return Fail($"The filter knows no \"{stranger}\": use field, operator and value, or and, or and not.");
        }

        if (++_conditions > ContentFilter.MostConditions)
        {
            return Fail($"The filter has more than {ContentFilter.MostConditions} conditions: use \"in\" with a list.");
        }

        if (TextOf(json, "field") is not { Length: > 0 } field || field.Split('.').Any(name => name.Length == 0))
        {
            return Fail("Each condition needs a field of the event, such as \"language\".");
        }

        var name = TextOf(json, "operator");
        if (name is null || !Operators.TryGetValue(name, out var create))
        {
            return Fail($"\"{name}\" is no operator: use {string.Join(", ", Operators.Keys.Order(StringComparer.Ordinal))}.");
        }

        // Cloned, so that it outlives the text it was read from.
        if (!json.TryGetProperty("value", out var value) || create(value.Clone()) is not { } test)
        {
            return Fail($"The condition on {field} needs {Needs.GetValueOrDefault(name, "a value")} as its value.");
        }

        var condition = new ContentFilter.Condition([.. field.Split('.')], test);
        return IsOpposite(name, value) ? new ContentFilter.Not(condition) : condition;
    }

    // Not the opposite for one entry of a list: "is not" means that none of them is.
    private static bool IsOpposite(string name, JsonElement value) => name == "ne" || (name == "exists" && value.ValueKind == JsonValueKind.False);

    private ContentFilter.Node? Fail(string problem)
    {
        Problem ??= problem;
        return null;
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Func<JsonElement?, bool> In(JsonElement[] values) =>
        field => field is { } given && Array.Exists(values, value => JsonElement.DeepEquals(given, value));

    // Texts are compared by their characters, which puts dates in the order of time.
    private static Func<JsonElement?, bool> EqualTo(JsonElement value) => field => field is { } given && JsonElement.DeepEquals(given, value);

    private static Func<JsonElement?, bool>? Ordered(JsonElement value, Func<int, bool> isMet) => value.ValueKind switch
    {
        JsonValueKind.Number when value.GetDouble() is var limit =>
            field => field is { ValueKind: JsonValueKind.Number } given && isMet(given.GetDouble().CompareTo(limit)),
        JsonValueKind.String when value.GetString()! is var limit =>
            field => field is { ValueKind: JsonValueKind.String } given && isMet(string.CompareOrdinal(given.GetString(), limit)),
        _ => null,
    };

    private static Func<JsonElement?, bool>? StartsWith(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString()! is var beginning
            ? field => field is { ValueKind: JsonValueKind.String } given && given.GetString()!.StartsWith(beginning, StringComparison.Ordinal)
            : null;

    private static Func<JsonElement?, bool> Contains(JsonElement value) => field => field switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Any(each => JsonElement.DeepEquals(each, value)),
        { ValueKind: JsonValueKind.String } text when value.ValueKind == JsonValueKind.String =>
            text.GetString()!.Contains(value.GetString()!, StringComparison.Ordinal),
        _ => false,
    };
}
