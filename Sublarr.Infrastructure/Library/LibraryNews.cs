using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Library;

/// <summary>Tells all who watch the library, one after the other. What one of them cannot take fails the job, which tells all of them again.</summary>
internal sealed class LibraryNews(IEnumerable<ILibraryWatch> watches)
{
    public Task SeenAsync(SeenFile file, CancellationToken cancellationToken) => EachAsync(watch => watch.SeenAsync(file, cancellationToken));

    public Task RenamedAsync(RenamedFiles files, CancellationToken cancellationToken) => EachAsync(watch => watch.RenamedAsync(files, cancellationToken));

    public Task RemovedAsync(RemovedFiles files, CancellationToken cancellationToken) => EachAsync(watch => watch.RemovedAsync(files, cancellationToken));

    private async Task EachAsync(Func<ILibraryWatch, Task> tell)
    {
        foreach (var watch in watches)
        {
            await tell(watch);
        }
    }
}
