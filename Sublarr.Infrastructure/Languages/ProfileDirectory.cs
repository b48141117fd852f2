using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Languages;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Languages;

/// <summary>Profiles and what they hold for, in memory: a scan asks for every file. Read again after any save through EF Core.</summary>
internal sealed class ProfileDirectory(IDbContextFactory<SublarrDbContext> contexts, SaveCount saves) : ILanguageProfiles, IDisposable
{
    private readonly SavedState<Known> _saved = new(contexts, saves, ReadAsync);

    public async ValueTask<LanguageProfile> ProfileForAsync(ProfileSubject title, CancellationToken cancellationToken)
    {
        var known = await _saved.GetAsync(cancellationToken);
        return known.Profiles[title.Choose(known.Assignments).ProfileId];
    }

    public void Dispose() => _saved.Dispose();

    private static async Task<Known> ReadAsync(SublarrDbContext context, CancellationToken cancellationToken) => new(
        await context.LanguageProfiles.AsNoTracking().ToDictionaryAsync(profile => profile.Id, cancellationToken),
        await context.ProfileAssignments.AsNoTracking().ToListAsync(cancellationToken));

    private sealed record Known(IReadOnlyDictionary<long, LanguageProfile> Profiles, IReadOnlyList<ProfileAssignment> Assignments);
}
