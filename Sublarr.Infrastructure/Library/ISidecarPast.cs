namespace Sublarr.Infrastructure.Library;

/// <summary>
/// Knows which of the files that are found beside videos Sublarr wrote itself. A video that goes and comes again, or is found under another name before anybody told of
/// it, is a new one to the library; what Sublarr put beside it must not count as a person's own from then on, which nothing may ever replace.
/// </summary>
internal interface ISidecarPast
{
    /// <summary>Gives the files beside some videos their past back. One that cannot be read now stays as it was found.</summary>
    /// <param name="videos">The paths of the videos, as they were just stored.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task RecallAsync(IReadOnlyCollection<string> videos, CancellationToken cancellationToken);
}
