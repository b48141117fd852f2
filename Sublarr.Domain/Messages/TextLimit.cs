using System.Globalization;
using System.Text;

namespace Sublarr.Domain.Messages;

/// <summary>How long a text may be for a service, in what that service counts. A longer one ends in …, and never within what people see as one character.</summary>
public sealed class TextLimit
{
    private const string More = "…";

    private readonly int _most;
    private readonly Func<string, int> _count;

    private TextLimit(int most, Func<string, int> count) => (_most, _count) = (most, count);

    /// <summary>A limit in characters as Unicode numbers them: an emoji is one.</summary>
    public static TextLimit Characters(int most) => new(most, text => text.EnumerateRunes().Count());

    /// <summary>A limit in units of UTF-16: an emoji is two. The least of what counts as characters anywhere, for services that do not say how they count.</summary>
    public static TextLimit Units(int most) => new(most, text => text.Length);

    /// <summary>A limit in bytes of UTF-8.</summary>
    public static TextLimit Bytes(int most) => new(most, Encoding.UTF8.GetByteCount);

    /// <summary>The text, or its beginning.</summary>
    /// <param name="text">Plain text.</param>
    /// <param name="write">How a character is written in the markup of the service; what is written counts, and is whole too. Null writes it as it is.</param>
    public string Cut(string text, Func<string, string>? write = null)
    {
        var written = new StringBuilder();
        var left = _most;
        var fits = 0;
        var characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext())
        {
            var character = write is null ? characters.GetTextElement() : write(characters.GetTextElement());
            left -= _count(character);
            if (left < 0)
            {
                return written.ToString(0, fits) + More;
            }

            written.Append(character);
            fits = left >= _count(More) ? written.Length : fits;
        }

        return written.ToString();
    }
}
