using System.Collections.Immutable;
using Sublarr.Domain.Incoming;

namespace Sublarr.Domain.Templates;

/// <summary>Reads the text of a template into its parts: <see href="https://mustache.github.io/mustache.5.html">Mustache</see> without partials, lambdas and changed delimiters.</summary>
internal sealed class TemplateReader(string source)
{
    private const string Open = "{{";
    private const string Close = "}}";
    private const string CloseVerbatim = "}}}";

    private readonly Stack<OpenSection> _open = new([new OpenSection(null, IsInverted: false, 0)]);
    private int _position;

    /// <summary>The parts; default when something is wrong.</summary>
    public ImmutableArray<TemplateNode> Parts { get; private set; }

    /// <summary>What is wrong, with the line; null when nothing is.</summary>
    public string? Problem { get; private set; }

    public TemplateReader Read()
    {
        while (Problem is null && source.IndexOf(Open, _position, StringComparison.Ordinal) is >= 0 and var start)
        {
            ReadTag(start);
        }

        if (Problem is null && _open.Peek().Name is { } name)
        {
            Fail(_open.Peek().Start, $"{{{{#{name.Written}}}}} is not closed: write {{{{/{name.Written}}}}} where it ends.");
        }

        if (Problem is null)
        {
            Add(source[_position..]);
            Parts = [.. _open.Pop().Parts];
        }

        return this;
    }

    private void ReadTag(int start)
    {
        var sigil = start + Open.Length < source.Length ? source[start + Open.Length] : ' ';
        var close = sigil == '{' ? CloseVerbatim : Close;
        var end = source.IndexOf(close, start + Open.Length, StringComparison.Ordinal);
        if (end < 0)
        {
            Fail(start, $"{Open}{(sigil == '{' ? "{" : "")} is not closed: write {close} behind the name.");
            return;
        }

        var content = source[(start + Open.Length)..end];
        var after = end + close.Length;
        switch (sigil)
        {
            case '!':
                Take(start, after, isOwnLine: true);
                break;
            case '#' or '^' when NameOf(start, content[1..]) is { } name:
                Take(start, after, isOwnLine: true);
                Begin(name, sigil == '^', start);
                break;
            case '/':
                Take(start, after, isOwnLine: true);
                End(content[1..].Trim(), start);
                break;
            case '{' or '&' when NameOf(start, content[1..]) is { } name:
                Take(start, after, isOwnLine: false);
                _open.Peek().Parts.Add(new TemplateNode.Value(name, IsVerbatim: true));
                break;
            case '>' or '=' or '$' or '<':
                Fail(start, $"{Open}{sigil} is not known here: templates have values, sections and comments alone.");
                break;
            default:
                if (Problem is null && NameOf(start, content) is { } value)
                {
                    Take(start, after, isOwnLine: false);
                    _open.Peek().Parts.Add(new TemplateNode.Value(value, IsVerbatim: false));
                }

                break;
        }
    }

    // What stands alone on its line takes the line with it, so that sections leave no empty lines behind.
    private void Take(int start, int after, bool isOwnLine)
    {
        var (from, to) = (start, after);
        if (isOwnLine)
        {
            while (from > _position && source[from - 1] is ' ' or '\t')
            {
                from--;
            }

            while (to < source.Length && source[to] is ' ' or '\t' or '\r')
            {
                to++;
            }

            var isAlone = (from == 0 || source[from - 1] == '\n') && (to == source.Length || source[to] == '\n');
            (from, to) = isAlone ? (from, Math.Min(to + 1, source.Length)) : (start, after);
        }

        Add(source[_position..from]);
        _position = to;
    }

    private void Begin(TemplateName name, bool isInverted, int start)
    {
        if (_open.Count > Template.DepthLimit)
        {
            Fail(start, $"Sections are nested more than {Template.DepthLimit} deep.");
            return;
        }

        _open.Push(new OpenSection(name, isInverted, start));
    }

    private void End(string written, int start)
    {
        if (_open.Peek().Name is not { } name)
        {
            Fail(start, $"{{{{/{written}}}}} closes nothing: remove it, or write {{{{#{written}}}}} before it.");
            return;
        }

        if (name.Written != written)
        {
            Fail(start, $"{{{{/{written}}}}} comes before {{{{/{name.Written}}}}}: close what was opened last first.");
            return;
        }

        var section = _open.Pop();
        _open.Peek().Parts.Add(new TemplateNode.Section(name, section.IsInverted, [.. section.Parts]));
    }

    private TemplateName? NameOf(int start, string content)
    {
        var written = content.Trim();
        if (written == ".")
        {
            return new(written, []);
        }

        var path = written.Split('.');
        if (!Array.TrueForAll(path, part => part.Length > 0 && part.All(character => char.IsLetterOrDigit(character) || character is '_' or '-')))
        {
            Fail(start, $"\"{written}\" is no name: write one such as title or data.title.");
            return null;
        }

        return new(written, [.. path]);
    }

    private void Add(string text)
    {
        if (text.Length > 0)
        {
            _open.Peek().Parts.Add(new TemplateNode.Text(text));
        }
    }

    private void Fail(int position, string sentence) =>
        Problem ??= $"Line {source.AsSpan(0, position).Count('\n') + 1}: {sentence}";

    private sealed record OpenSection(TemplateName? Name, bool IsInverted, int Start)
    {
        public List<TemplateNode> Parts { get; } = [];
    }
}
