using System.Collections.Immutable;
using System.Text.Json;

namespace Sublarr.Domain.Subscriptions;

/// <summary>
/// Which events a subscription hears by what they say: conditions on the fields of their data, joined by <c>and</c>, <c>or</c> and
/// <c>not</c>. Read once, and asked for every event.
/// </summary>
public sealed class ContentFilter
{
    /// <summary>The most conditions of one filter.</summary>
    public const int MostConditions = 50;

    /// <summary>How deep conditions may be nested.</summary>
    public const int Deepest = 8;

    private readonly Node _root;

    private ContentFilter(Node root) => _root = root;

    /// <summary>True when the event is heard.</summary>
    /// <param name="data">The event's own fields.</param>
    public bool Matches(JsonElement data) => _root.Matches(data);

    /// <summary>Reads a filter such as <c>{"field":"score","operator":"gte","value":80}</c>; null when there is a problem.</summary>
    /// <param name="json">The filter.</param>
    /// <param name="problem">What is wrong with it and what helps, as a sentence; null when nothing is.</param>
    public static ContentFilter? Read(JsonElement json, out string? problem)
    {
        var reader = new ContentFilterReader();
        var root = reader.Read(json, depth: 1);
        problem = reader.Problem;
        return problem is null && root is not null ? new ContentFilter(root) : null;
    }

    /// <summary>A part of a filter.</summary>
    internal abstract record Node
    {
        public abstract bool Matches(JsonElement data);
    }

    internal sealed record All(ImmutableArray<Node> Parts) : Node
    {
        public override bool Matches(JsonElement data)
        {
            foreach (var part in Parts)
            {
                if (!part.Matches(data))
                {
                    return false;
                }
            }

            return true;
        }
    }

    internal sealed record Any(ImmutableArray<Node> Parts) : Node
    {
        public override bool Matches(JsonElement data)
        {
            foreach (var part in Parts)
            {
                if (part.Matches(data))
                {
                    return true;
                }
            }

            return false;
        }
    }

    internal sealed record Not(Node Part) : Node
    {
        public override bool Matches(JsonElement data) => !Part.Matches(data);
    }

    /// <summary>
    /// A field, compared. A field that is missing is equal to nothing, and neither more nor less than anything; of fields within a list one is enough.
    /// </summary>
    internal sealed record Condition(ImmutableArray<string> Path, Func<JsonElement?, bool> Test) : Node
    {
        public override bool Matches(JsonElement data) => Matches(data, depth: 0);

        private bool Matches(JsonElement data, int depth)
        {
            for (; depth < Path.Length; depth++)
            {
                if (data.ValueKind == JsonValueKind.Array)
                {
                    return AnyMatches(data, depth);
                }

                if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(Path[depth], out data))
                {
                    return Test(null);
                }
            }

            return Test(data.ValueKind == JsonValueKind.Null ? null : data);
        }

        private bool AnyMatches(JsonElement list, int depth)
        {
            foreach (var entry in list.EnumerateArray())
            {
                if (Matches(entry, depth))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
