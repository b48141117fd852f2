using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sublarr.Domain.Languages;

/// <summary>All profiles and what each of them holds for, as they were at one moment.</summary>
/// <param name="profiles">The profiles by their ids.</param>
/// <param name="assignments">What they hold for; one of them is the default.</param>
public sealed class ProfileBook(IReadOnlyDictionary<long, LanguageProfile> profiles, IReadOnlyList<ProfileAssignment> assignments)
{
    /// <summary>What all of it comes to, in one word: while it is the same, no title has another profile and no profile wants something else.</summary>
    public string Mark { get; } = MarkOf(profiles.Values, assignments);

    /// <summary>The profile of a title.</summary>
    /// <param name="title">The title.</param>
    public LanguageProfile For(ProfileSubject title) => profiles[title.Choose(assignments).ProfileId];

    private static string MarkOf(IEnumerable<LanguageProfile> profiles, IEnumerable<ProfileAssignment> assignments)
    {
        var lines = profiles.OrderBy(profile => profile.Id).Select(profile => string.Create(CultureInfo.InvariantCulture, $"{profile.Id} {profile.Version}"))
            .Concat(assignments.OrderBy(assignment => assignment.Id).Select(held => string.Create(CultureInfo.InvariantCulture, $"{held.Scope} {held.ProfileId} {held.Key}")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }
}
