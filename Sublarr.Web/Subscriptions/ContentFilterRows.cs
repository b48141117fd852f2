using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sublarr.Domain.Events;

namespace Sublarr.Web.Subscriptions;

/// <summary>How the rows of a filter are joined.</summary>
public enum FilterJoin
{
    /// <summary>Every row is met.</summary>
    All,

    /// <summary>At least one is.</summary>
    Any,

    /// <summary>None is.</summary>
    None,
}

/// <summary>A content filter as rows of a form. Deeper filters are none, and are shown as JSON.</summary>
internal sealed class ContentFilterRows
{
    /// <summary>The operators as they are stored, with what people read.</summary>
    public static readonly (string Name, string Label)[] Operators =
    [
        ("eq", "is"), ("ne", "is not"), ("in", "is one of"), ("gt", "is more than"), ("gte", "is at least"), ("lt", "is less than"), ("lte", "is at most"),
        ("starts_with", "starts with"), ("contains", "contains"), ("exists", "exists"),
    ];

    public FilterJoin Join { get; set; }

    public List<FilterRow> Rows { get; } = [];

    /// <summary>The rows of a filter; null when it is nested deeper than rows can show.</summary>
    public static ContentFilterRows? Of(string? json)
    {
        if (json is null)
        {
            return new ContentFilterRows();
        }

        var (join, parts) = JsonNode.Parse(json) switch
        {
            JsonObject { Count: 1 } all when all["and"] is JsonArray list => (FilterJoin.All, list.ToArray()),
            JsonObject { Count: 1 } any when any["or"] is JsonArray list => (FilterJoin.Any, list.ToArray()),
            JsonObject { Count: 1 } none when none["not"] is JsonObject { Count: 1 } inner && inner["or"] is JsonArray list => (FilterJoin.None, list.ToArray()),
            { } single => (FilterJoin.All, new JsonNode?[] { single }),
            _ => (FilterJoin.All, []),
        };
        var rows = new ContentFilterRows { Join = join };
        foreach (var part in parts)
        {
            if (part is not JsonObject condition || condition["field"] is not JsonValue || condition["operator"] is not JsonValue)
            {
                return null;
            }

            rows.Rows.Add(new FilterRow { Field = condition["field"]!.ToString(), Operator = condition["operator"]!.ToString(), Text = TextOf(condition["value"]) });
        }

        return rows;
    }

    /// <summary>The filter as JSON; null without rows.</summary>
    public string? Json()
    {
        if (Rows.Count == 0)
        {
            return null;
        }

        var parts = new JsonArray([.. Rows.Select(row => (JsonNode)new JsonObject { ["field"] = row.Field.Trim(), ["operator"] = row.Operator, ["value"] = row.Value() })]);
        JsonObject filter = Join switch
        {
            FilterJoin.Any => new() { ["or"] = parts },
            FilterJoin.None => new() { ["not"] = new JsonObject { ["or"] = parts } },
            _ => new() { ["and"] = parts },
        };
        return filter.ToJsonString(EventJson.Options);
    }

    /// <summary>What they let through, in a few words.</summary>
    public string Sentence() => Rows.Count == 0 ? "Every event that is chosen" : Join switch
    {
        FilterJoin.Any => $"Only when {string.Join(" or ", Rows)}",
        FilterJoin.None => $"Never when {string.Join(" or ", Rows)}",
        _ => $"Only when {string.Join(" and ", Rows)}",
    };

    private static string TextOf(JsonNode? value) => value switch
    {
        JsonArray list => string.Join(", ", list.Select(TextOf)),
        JsonValue text when text.GetValueKind() == JsonValueKind.String && FilterRow.IsPlain(text.ToString()) => text.ToString(),
        null => "",
        _ => value.ToJsonString(EventJson.Options),
    };
}

/// <summary>One condition.</summary>
internal sealed class FilterRow
{
    public string Field { get; set; } = "";

    public string Operator { get; set; } = "eq";

    /// <summary>The value as typed: a number, true, false, or a text; quoted when a text looks like one of the others.</summary>
    public string Text { get; set; } = "";

    /// <summary>True for a text that is not taken for anything else.</summary>
    public static bool IsPlain(string text) => text == text.Trim() && text.Length > 0 && !text.Contains(',', StringComparison.Ordinal) && Read(text) is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.ToString() == text;

    /// <inheritdoc/>
    public override string ToString() => $"{Field} {Array.Find(ContentFilterRows.Operators, known => known.Name == Operator).Label ?? Operator} {Text}";

    public JsonNode? Value() => Operator == "in"
        ? new JsonArray([.. Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Read)])
        : Read(Text.Trim());

    private static JsonNode Read(string text) => text switch
    {
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        ['"', .. var quoted, '"'] => JsonValue.Create(quoted),
        _ when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
