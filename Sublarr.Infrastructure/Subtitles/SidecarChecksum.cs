using System.Security.Cryptography;

namespace Sublarr.Infrastructure.Subtitles;

/// <summary>What the bytes of a subtitle come to. It tells whether a file is still the one that was written.</summary>
internal static class SidecarChecksum
{
    /// <summary>Of what is to be written.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Of a file; null when it is not there. Run it where that may hang.</summary>
    public static string? OfFile(string path)
    {
        try
        {
            return Of(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
