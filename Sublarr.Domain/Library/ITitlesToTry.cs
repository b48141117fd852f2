namespace Sublarr.Domain.Library;

/// <summary>Names something of the library that a target is tried out with: whether it sees the path and knows the title is asked of a real one.</summary>
public interface ITitlesToTry
{
    /// <summary>A video of the library with its series or movie, as a subtitle beside it would be reported; null while the library has none. Sample data is none: nobody else has it.</summary>
    /// <param name="cancellationToken">Nobody waits for it any more.</param>
    Task<MediaChange?> FindAsync(CancellationToken cancellationToken);
}
