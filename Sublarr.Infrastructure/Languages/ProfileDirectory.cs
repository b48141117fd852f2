using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Languages;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Languages;

/// <summary>Profiles and what they hold for, in memory: a scan asks for every file. Read again after any save through EF Core.</summary>
internal sealed class ProfileDirectory(IDbContextFactory<SublarrDbContext> contexts, SaveCount saves) : ILanguageProfiles, IDisposable
{
    private readonly SavedState<ProfileBook> _saved = new(contexts, saves, ReadAsync);

    public ValueTask<ProfileBook> AllAsync(CancellationToken cancellationToken) => _saved.GetAsync(cancellationToken);

    public void Dispose() => _saved.Dispose();

    private static async Task<ProfileBook> ReadAsync(SublarrDbContext context, CancellationToken cancellationToken) => new(
        await context.LanguageProfiles.AsNoTracking().ToDictionaryAsync(profile => profile.Id, cancellationToken),
        await context.ProfileAssignments.AsNoTracking().ToListAsync(cancellationToken));
}
