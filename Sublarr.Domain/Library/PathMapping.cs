namespace Sublarr.Domain.Library;

/// <summary>One folder as two machines see it: <c>/tv</c> in Sonarr's container is <c>/mnt/media/tv</c> here.</summary>
/// <param name="From">The folder as the one who names a path sees it.</param>
/// <param name="To">The same folder as the one who uses the path sees it.</param>
public sealed record PathMapping(string From, string To);
