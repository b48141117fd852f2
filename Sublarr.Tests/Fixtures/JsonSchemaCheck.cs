using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sublarr.Tests.Fixtures;

/// <summary>Checks a value against the keywords our schemas use; any other keyword is an error, not a pass.</summary>
internal static class JsonSchemaCheck
{
    public static List<string> Violations(JsonNode schema, JsonNode? value, string at = "$")
    {
        var found = new List<string>();
        foreach (var (keyword, rule) in schema.AsObject())
        {
            switch (keyword)
            {
                case "$schema" or "description" or "format":
                    break;
                case "type":
                    var types = rule is JsonArray list ? list.Select(item => (string)item!).ToArray() : [(string)rule!];
                    if (!types.Any(type => IsOf(type, value)))
                    {
                        found.Add($"{at} is no {string.Join(" or ", types)}");
                    }

                    break;
                case "enum":
                    if (!rule!.AsArray().Any(allowed => JsonNode.DeepEquals(allowed, value)))
                    {
                        found.Add($"{at} is none of {rule.ToJsonString()}");
                    }

                    break;
                case "properties":
                    foreach (var (name, inner) in rule!.AsObject().Where(property => value is JsonObject there && there.ContainsKey(property.Key)))
                    {
                        found.AddRange(Violations(inner!, value![name], $"{at}.{name}"));
                    }

                    break;
                case "required":
                    // Of null nothing is required: its type says whether it may be.
                    found.AddRange(rule!.AsArray().Where(name => value is JsonObject there && !there.ContainsKey((string)name!)).Select(name => $"{at}.{name} is missing"));
                    break;
                case "items":
                    found.AddRange(value!.AsArray().SelectMany((item, index) => Violations(rule!, item, $"{at}[{index}]")));
                    break;
                default:
                    found.Add($"{at}: keyword {keyword} is not checked");
                    break;
            }
        }

        return found;
    }

    private static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("null", null or JsonValueKind.Null) => true,
        ("object", JsonValueKind.Object) => true,
        ("array", JsonValueKind.Array) => true,
        ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => decimal.IsInteger(value!.GetValue<decimal>()),
        _ => false,
    };
}
