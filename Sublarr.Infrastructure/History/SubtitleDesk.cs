using Sublarr.Domain.History;

namespace Sublarr.Infrastructure.History;

/// <summary>Does for people what they ask for.</summary>
internal sealed class SubtitleDesk(SubtitleRemoval removal, Blacklisting blacklisting, SubtitleReturn trash) : ISubtitleDesk
{
    public async Task<SubtitleDeed> DeleteAsync(long id, CancellationToken cancellationToken) => await removal.FindAsync(id, cancellationToken) is { } known
        ? await removal.RemoveAsync(known, SubtitleAction.Deleted, "A person sent it to the trash.", cancellationToken)
        : await removal.GoneAsync(id, cancellationToken);

    public async Task<SubtitleDeed> BlacklistAsync(long id, string? reason, CancellationToken cancellationToken) => await removal.FindAsync(id, cancellationToken) is { } known
        ? await blacklisting.AddAsync(known, reason, cancellationToken)
        : await removal.GoneAsync(id, cancellationToken);

    public Task<SubtitleDeed> RestoreAsync(long id, CancellationToken cancellationToken) => trash.RestoreAsync(id, cancellationToken);

    public Task<string?> RestorableAsync(long id, CancellationToken cancellationToken) => trash.RestorableAsync(id, cancellationToken);
}
