using System.Net;
using System.Text.Encodings.Web;
using Sublarr.Domain.Messages;

namespace Sublarr.Domain.Templates;

/// <summary>How a value is written so that it stays a value in the text around it.</summary>
public enum TemplateEscaping
{
    /// <summary>As it is: plain text.</summary>
    None,

    /// <summary>Within the quotes of a JSON text.</summary>
    Json,

    /// <summary>Percent signs, as forms and addresses have them.</summary>
    Form,

    /// <summary>Entities, as HTML and XML have them.</summary>
    Markup,

    /// <summary>Plain text on one line, verbatim or not: lines are the template's own.</summary>
    Line,
}

internal static class TemplateEscapings
{
    /// <summary>A text as it is written into the output.</summary>
    public static string Escape(this TemplateEscaping escaping, string text) => escaping switch
    {
        // Letters and emoji stay readable: the output is sent as JSON and never placed in HTML.
        TemplateEscaping.Json => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text),
        TemplateEscaping.Form => Uri.EscapeDataString(text),
        TemplateEscaping.Markup => WebUtility.HtmlEncode(text),
        TemplateEscaping.Line => PlainText.Line(text),
        _ => text,
    };
}
