using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Tests.Unit.Subscriptions;

/// <summary>The laws of logic hold for every filter and every event: found by trying many.</summary>
public sealed class ContentFilterProperties
{
    private static readonly string[] fields = ["score", "title", "language", "missing", "movie.year", "files.size"];

    private static readonly Gen<JsonNode?> Values = Gen.OneOf<JsonNode?>(
        Gen.Int[-3, 3].Select(number => (JsonNode?)number),
        Gen.OneOf("a", "A", "b", "", "ab").Select(text => (JsonNode?)text),
        Gen.Bool.Select(truth => (JsonNode?)truth),
        Gen.Const((JsonNode?)null));

    private static readonly Gen<string> Conditions = Gen.Select(
        Gen.OneOf(fields),
        Gen.OneOf("eq", "ne", "gt", "gte", "lt", "lte"),
        Gen.OneOf(Gen.Int[-3, 3].Select(number => number.ToString()), Gen.OneOf("\"a\"", "\"b\"", "\"\"")),
        (field, comparison, value) => $$"""{"field":"{{field}}","operator":"{{comparison}}","value":{{value}}}""");

    private static readonly Gen<JsonElement> Events = Gen.Select(Values, Values, Values, Values, (score, title, language, year) =>
        JsonSerializer.SerializeToElement(new JsonObject { ["score"] = score, ["title"] = title, ["language"] = language, ["movie"] = new JsonObject { ["year"] = year }, ["files"] = new JsonArray(new JsonObject { ["size"] = score?.DeepClone() }, year?.DeepClone()) }));

    [Fact]
    public void Either_a_filter_matches_or_its_opposite() => Gen.Select(Conditions, Events).Sample((filter, data) =>
        Matches(filter, data) != Matches(Not(filter), data));

    [Fact]
    public void What_is_not_this_or_that_is_neither_this_nor_that() => Gen.Select(Conditions, Conditions, Events).Sample((first, second, data) =>
        Matches(Not($$"""{"or":[{{first}},{{second}}]}"""), data) == Matches($$"""{"and":[{{Not(first)}},{{Not(second)}}]}""", data));

    [Fact]
    public void The_order_of_conditions_does_not_matter() => Gen.Select(Conditions, Conditions, Events).Sample((first, second, data) =>
        Matches($$"""{"and":[{{first}},{{second}}]}""", data) == Matches($$"""{"and":[{{second}},{{first}}]}""", data));

    [Fact]
    public void Whatever_is_written_as_a_filter_becomes_one_or_a_sentence_that_says_what_is_wrong()
    {
        var names = Gen.OneOf("and", "or", "not", "field", "operator", "value", "x");
        var anything = Gen.Recursive<JsonNode?>((depth, inner) => depth > 5
            ? Values
            : Gen.OneOf<JsonNode?>(
                Values,
                inner.Array[0, 3].Select(parts => (JsonNode?)new JsonArray([.. parts.Select(part => part?.DeepClone())])),
                Gen.Select(names, inner).Array[0, 3].Select(properties =>
                    (JsonNode?)new JsonObject(properties.DistinctBy(property => property.Item1).Select(property => KeyValuePair.Create(property.Item1, property.Item2?.DeepClone()))))));

        anything.Sample(json =>
        {
            var filter = ContentFilter.Read(JsonSerializer.SerializeToElement(json), out var problem);
            return filter is null ? !string.IsNullOrWhiteSpace(problem) : problem is null;
        });
    }

    private static string Not(string filter) => $$"""{"not":{{filter}}}""";

    private static bool Matches(string filter, JsonElement data)
    {
        using var json = JsonDocument.Parse(filter);
        var read = ContentFilter.Read(json.RootElement, out var problem);
        read.ShouldNotBeNull(problem);
        return read.Matches(data);
    }
}
