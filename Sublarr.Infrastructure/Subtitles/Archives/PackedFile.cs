namespace Sublarr.Infrastructure.Subtitles.Archives;

/// <summary>A file in an archive, before anybody decides whether to unpack it.</summary>
/// <param name="Name">Its name with its folders. It is only read, and never becomes a path.</param>
/// <param name="IsEncrypted">True when it needs a password.</param>
/// <param name="Open">Its bytes; to be read before the next file is asked for.</param>
internal sealed record PackedFile(string Name, bool IsEncrypted, Func<Stream> Open);
