using System.Net;
using System.Text.Json;
using CsCheck;
using Sublarr.Domain.Templates;

namespace Sublarr.Tests.Unit.Templates;

/// <summary>Whatever a value holds, it comes out of the text around it as it went in: found by trying many.</summary>
public sealed class EscapingProperties
{
    // What breaks out of one format or another comes up far more often than by chance.
    private static readonly Gen<string> Texts = Gen.Frequency(
        (3, Gen.Char),
        (3, Gen.OneOf('"', '\\', '\'', '<', '>', '&', '{', '}', '%', '+', '=', '#', ' ', '\n', '\r', '\t', '\0', '\u2028', '\u007f', 'é', '界')))
        .Where(letter => !char.IsSurrogate(letter))
        .Array[0, 40]
        .Select(letters => new string(letters));

    [Fact]
    public void In_JSON_a_value_is_read_back_as_it_was() =>
        Texts.Sample(text => JsonDocument.Parse($"\"{TemplateEscaping.Json.Escape(text)}\"").RootElement.GetString() == text);

    [Fact]
    public void In_a_form_a_value_is_read_back_as_it_was_and_holds_nothing_that_ends_it() =>
        Texts.Sample(text => TemplateEscaping.Form.Escape(text) is var written && Uri.UnescapeDataString(written) == text && written.IndexOfAny(['&', '=', '+', '#', ' ', '\n']) < 0);

    [Fact]
    public void In_markup_a_value_is_read_back_as_it_was_and_opens_no_element() =>
        Texts.Sample(text => TemplateEscaping.Markup.Escape(text) is var written && WebUtility.HtmlDecode(written) == text && written.IndexOfAny(['<', '>', '"']) < 0);

    [Fact]
    public void A_template_with_a_value_of_any_text_gives_JSON()
    {
        var template = Template.Read("""{"title":"{{title}}","again":["{{#title}}{{title}}{{/title}}"]}""", TemplateEscaping.Json, out var problem);
        template.ShouldNotBeNull(problem);

        Texts.Sample(text =>
        {
            var data = JsonSerializer.SerializeToElement(new { title = text });
            using var body = JsonDocument.Parse(template.Render(data).Text);
            return body.RootElement.GetProperty("title").GetString() == text;
        });
    }
}
