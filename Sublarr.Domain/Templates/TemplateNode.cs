using System.Collections.Immutable;

namespace Sublarr.Domain.Templates;

/// <summary>One part of a template.</summary>
internal abstract record TemplateNode
{
    private TemplateNode()
    {
    }

    /// <summary>Text that is written as it stands.</summary>
    public sealed record Text(string Content) : TemplateNode;

    /// <summary><c>{{name}}</c>, or <c>{{{name}}}</c> when it is verbatim.</summary>
    public sealed record Value(TemplateName Name, bool IsVerbatim) : TemplateNode;

    /// <summary><c>{{#name}}…{{/name}}</c>, or <c>{{^name}}…{{/name}}</c> when it is inverted.</summary>
    public sealed record Section(TemplateName Name, bool IsInverted, ImmutableArray<TemplateNode> Parts) : TemplateNode;
}

/// <summary>A name such as <c>data.title</c>; <c>.</c> is the item itself.</summary>
/// <param name="Written">As it stands in the template.</param>
/// <param name="Path">Its parts; none for the item itself.</param>
internal sealed record TemplateName(string Written, ImmutableArray<string> Path);
