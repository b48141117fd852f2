using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>Tells all who watch what is wanted.</summary>
internal sealed class WantedNews(IEnumerable<IWantedWatch> watches)
{
    private readonly IWantedWatch[] _watches = [.. watches];

    /// <summary>Tells them once the transaction is on disk; each on its own, so that a fault of one keeps no other from hearing.</summary>
    public void TellAfter(WriteSession session)
    {
        foreach (var watch in _watches)
        {
            session.AfterCommit(watch.WantedChanged);
        }
    }
}
