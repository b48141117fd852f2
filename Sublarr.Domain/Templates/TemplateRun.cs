using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Sublarr.Domain.Templates;

/// <summary>The writing of one output, which ends at its limits.</summary>
internal sealed class TemplateRun
{
    private readonly TemplateEscaping _escaping;
    private readonly List<JsonElement> _scopes;
    private readonly StringBuilder _text = new();
    private HashSet<string>? _missing;
    private string? _problem;
    private int _steps;

    public TemplateRun(TemplateEscaping escaping, ReadOnlySpan<JsonElement> scopes) => (_escaping, _scopes) = (escaping, [.. scopes]);

    public TemplateOutput Output => new(_text.ToString(), _problem, (IReadOnlyCollection<string>?)_missing ?? []);

    public void Write(ImmutableArray<TemplateNode> parts)
    {
        foreach (var part in parts)
        {
            if (_problem is not null || !HasRoom())
            {
                return;
            }

            switch (part)
            {
                case TemplateNode.Text text:
                    Append(text.Content);
                    break;
                case TemplateNode.Value value:
                    Append(TextOf(value));
                    break;
                case TemplateNode.Section section:
                    Write(section);
                    break;
            }
        }
    }

    private bool HasRoom()
    {
        _problem = ++_steps > Template.StepLimit ? $"It takes more than {Template.StepLimit} steps: repeat less." : null;
        return _problem is null;
    }

    private void Append(string text)
    {
        if (_text.Length + text.Length > Template.OutputLimit)
        {
            _problem = $"The result is longer than {Template.OutputLimit / 1024} KiB: leave something out.";
            return;
        }

        _text.Append(text);
    }

    private void Write(TemplateNode.Section section)
    {
        var value = Find(section.Name);
        if (section.IsInverted)
        {
            if (IsNothing(value))
            {
                Write(section.Parts);
            }

            return;
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                if (_problem is not null || !HasRoom())
                {
                    return;
                }

                WriteWithin(item, section.Parts);
            }
        }
        else if (!IsNothing(value))
        {
            WriteWithin(value, section.Parts);
        }
    }

    private void WriteWithin(JsonElement scope, ImmutableArray<TemplateNode> parts)
    {
        _scopes.Add(scope);
        Write(parts);
        _scopes.RemoveAt(_scopes.Count - 1);
    }

    // Zero is a number like any other: an episode or a score may be 0.
    private static bool IsNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };

    private string TextOf(TemplateNode.Value node)
    {
        var value = Find(node.Name);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            (_missing ??= new(StringComparer.Ordinal)).Add(node.Name.Written);
        }

        // In JSON, what is written verbatim is a JSON value with its quotes: that too cannot break out.
        if (node.IsVerbatim && _escaping == TemplateEscaping.Json)
        {
            return value.ValueKind == JsonValueKind.Undefined ? "null" : value.GetRawText();
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => "",
            JsonValueKind.String => value.GetString()!,
            _ => value.GetRawText(),
        };
        return node.IsVerbatim && _escaping != TemplateEscaping.Line ? text : _escaping.Escape(text);
    }

    private JsonElement Find(TemplateName name)
    {
        if (name.Path.IsEmpty)
        {
            return _scopes[^1];
        }

        for (var index = _scopes.Count - 1; index >= 0; index--)
        {
            if (PropertyOf(_scopes[index], name.Path[0]) is { ValueKind: not JsonValueKind.Undefined } found)
            {
                return name.Path.Skip(1).Aggregate(found, PropertyOf);
            }
        }

        return default;
    }

    private static JsonElement PropertyOf(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var found) ? found : default;
}
