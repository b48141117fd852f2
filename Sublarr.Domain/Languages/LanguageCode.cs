using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sublarr.Domain.Languages;

/// <summary>
/// A language as BCP 47 names it, such as <c>de</c> or <c>pt-BR</c>: always one of <see cref="LanguageTable"/>, so that two of the same language are equal.
/// The table is our own. The framework's accepts tags that somebody made up, and knows hardly any where it runs without ICU.
/// </summary>
[JsonConverter(typeof(LanguageCodeJson))]
public readonly record struct LanguageCode
{
    private const string UnknownText = "und";

    private readonly string? _text;

    internal LanguageCode(string text) => _text = text == UnknownText ? null : text;

    /// <summary>Nobody says which it is. It is what a value has that was never set, too.</summary>
    public static LanguageCode Unknown => default;

    /// <summary>As it is stored, shown and written into the names of files.</summary>
    public string Text => _text ?? UnknownText;

    /// <summary>What is known of it.</summary>
    public Language Language => LanguageTable.Of(this);

    /// <summary>The language of a code of any standard, of any provider or of a name; null when there is none.</summary>
    /// <param name="text">Such as <c>de</c>, <c>ger</c>, <c>deu</c>, <c>zh-TW</c> or <c>German</c>, in any case.</param>
    public static LanguageCode? Find(string? text) => LanguageTable.Find(text)?.Code;

    /// <summary>
    /// True when who wants this language is content with the other: it is the same, one of its kinds (<c>en-GB</c> for <c>en</c>), or does not say which kind
    /// it is and this is the usual one (<c>pt</c> for <c>pt-PT</c>, never for <c>pt-BR</c>).
    /// </summary>
    public bool Covers(LanguageCode other)
    {
        if (other.Language.UsualKind == this)
        {
            return true;
        }

        for (LanguageCode? kind = other; kind is { } present; kind = present.Language.KindOf)
        {
            if (present == this)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A language in JSON is its code.</summary>
internal sealed class LanguageCodeJson : JsonConverter<LanguageCode>
{
    public override LanguageCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is var text && LanguageCode.Find(text) is { } code ? code : throw new JsonException($"\"{text}\" is no language Sublarr knows.");

    public override void Write(Utf8JsonWriter writer, LanguageCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
