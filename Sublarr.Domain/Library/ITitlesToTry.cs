namespace Sublarr.Domain.Library;

/// <summary>Names something of the library that a target is tried out with: whether it sees the path and knows the title is asked of a real one.</summary>
public interface ITitlesToTry
{
    /// <summary>
    /// An episode and a movie of the library, as a subtitle beside them would be reported: not every server has both kinds. None while the library has none. Sample data is left out: nobody else has it.
    /// </summary>
    /// <param name="cancellationToken">Nobody waits for it any more.</param>
    Task<IReadOnlyList<MediaChange>> ListAsync(CancellationToken cancellationToken);
}
