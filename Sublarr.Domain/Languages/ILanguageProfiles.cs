namespace Sublarr.Domain.Languages;

/// <summary>Which profile holds for which title.</summary>
public interface ILanguageProfiles
{
    /// <summary>The profile of a title, with every change that was saved before the call.</summary>
    /// <param name="title">The title.</param>
    /// <param name="cancellationToken">Stops it.</param>
    ValueTask<LanguageProfile> ProfileForAsync(ProfileSubject title, CancellationToken cancellationToken);
}
