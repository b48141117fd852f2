namespace Sublarr.Domain.Languages;

/// <summary>Which profile holds for which title.</summary>
public interface ILanguageProfiles
{
    /// <summary>All of them, with every change that was saved before the call.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    ValueTask<ProfileBook> AllAsync(CancellationToken cancellationToken);

    /// <summary>The profile of a title, with every change that was saved before the call.</summary>
    /// <param name="title">The title.</param>
    /// <param name="cancellationToken">Stops it.</param>
    async ValueTask<LanguageProfile> ProfileForAsync(ProfileSubject title, CancellationToken cancellationToken) => (await AllAsync(cancellationToken)).For(title);
}
