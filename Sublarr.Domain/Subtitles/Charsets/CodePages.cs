using System.Text;

namespace Sublarr.Domain.Subtitles.Charsets;

/// <summary>Code pages from before Unicode.</summary>
public static class CodePages
{
    /// <summary>What a text is read with when nothing tells: it never fails.</summary>
    public static Encoding Western { get; } = Find("windows-1252")!;

    /// <summary>The same, for what must be of it as a whole.</summary>
    internal static Encoding StrictWestern { get; } =
        CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>A code page; null for those that .NET lacks, such as iso-8859-16.</summary>
    /// <param name="name">As it is named in MIME, or cp with a number.</param>
    public static Encoding? Find(string name)
    {
        if (name.StartsWith("cp", StringComparison.OrdinalIgnoreCase) && int.TryParse(name.AsSpan(2), out var number))
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(number);
        }

        return CodePagesEncodingProvider.Instance.GetEncoding(name);
    }
}
