using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Templates;

namespace Sublarr.Domain.Messages;

/// <summary>The words of a subscription's own for what it tells people: a template of the title and one of the text. They make plain text, which each channel escapes.</summary>
public sealed class MessageTemplate
{
    /// <summary>The longest template of a title, in characters.</summary>
    public const int TitleLimit = 500;

    /// <summary>The longest template of a text, in characters.</summary>
    public const int BodyLimit = 4000;

    private readonly Template? _title;
    private readonly Template? _body;
    private readonly bool _hasFields;

    private MessageTemplate(Template? title, Template? body, bool hasFields) => (_title, _body, _hasFields) = (title, body, hasFields);

    /// <summary>Reads both templates. One that is empty or cannot be read leaves the usual words in its place.</summary>
    /// <param name="title">The template of the title.</param>
    /// <param name="body">The template of the text.</param>
    public static MessageTemplate Read(string title, string body) =>
        new(Read(title), Read(body), title.Contains(EventValues.Fields, StringComparison.Ordinal) || body.Contains(EventValues.Fields, StringComparison.Ordinal));

    /// <summary>What is wrong with a template, as a sentence with the line; null when nothing is.</summary>
    /// <param name="template">Its text; empty for the usual words.</param>
    /// <param name="limit">How long it may be.</param>
    public static string? ProblemOf(string template, int limit)
    {
        if (template.Length > limit)
        {
            return $"The template is longer than {limit} characters: shorten it.";
        }

        Template.Read(template, TemplateEscaping.Line, out var problem);
        return problem;
    }

    /// <summary>The message about an event.</summary>
    /// <param name="usual">The same in the usual words, which stand where a template is empty or gives nothing: no service takes a message without text.</param>
    /// <param name="event">What has happened.</param>
    /// <param name="body">The event as <see cref="EventBody"/> writes it.</param>
    public WordedMessage Write(Message usual, EventEnvelope @event, byte[] body)
    {
        using var whole = JsonDocument.Parse(body);
        using var words = EventValues.Of(@event, whole.RootElement, _hasFields);
        JsonElement[] values = [whole.RootElement.GetProperty("data"), words.RootElement, whole.RootElement];
        var (title, text) = (_title?.Render(values), _body?.Render(values));
        return new(
            usual with { Title = Or(PlainText.Line(title?.Text ?? ""), usual.Title), Text = Or(PlainText.Lines(text?.Text ?? ""), usual.Text) },
            [.. (title?.Missing ?? []).Union(text?.Missing ?? [])]);
    }

    private static Template? Read(string template) => template.Length > 0 ? Template.Read(template, TemplateEscaping.Line, out _) : null;

    private static string Or(string own, string usual) => own.Length > 0 ? own : usual;
}

/// <summary>A message in words of a subscription's own.</summary>
/// <param name="Message">The message.</param>
/// <param name="Missing">Names that the event does not have; nothing was written for them.</param>
public sealed record WordedMessage(Message Message, IReadOnlyCollection<string> Missing);
