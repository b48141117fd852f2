using Sublarr.Domain.Library;

namespace Sublarr.Domain.Languages;

/// <summary>What a profile holds for.</summary>
public sealed class ProfileAssignment
{
    /// <summary>The longest key.</summary>
    public const int LongestKey = 500;

    /// <summary>Creates one.</summary>
    /// <param name="scope">What kind of thing it holds for.</param>
    /// <param name="key">Which one: the id of a title, the name of a tag or of a library; empty for the default.</param>
    /// <param name="profileId">The profile.</param>
    public ProfileAssignment(ProfileScope scope, string key, long profileId) => (Scope, Key, ProfileId) = (scope, key, profileId);

    /// <summary>Unique.</summary>
    public long Id { get; private set; }

    /// <summary>What kind of thing it holds for.</summary>
    public ProfileScope Scope { get; private set; }

    /// <summary>Which one, whatever its case; empty for the default.</summary>
    public string Key { get; private set; }

    /// <summary>The profile.</summary>
    public long ProfileId { get; private set; }

    /// <summary>Gives the same thing another profile.</summary>
    public void Give(long profileId) => ProfileId = profileId;
}

/// <summary>What a profile holds for: the narrower goes before the wider.</summary>
public enum ProfileScope
{
    /// <summary>One series or movie.</summary>
    Title,

    /// <summary>Whatever has a tag.</summary>
    Tag,

    /// <summary>Whatever is in a library.</summary>
    Library,

    /// <summary>Whatever has no other.</summary>
    Default,
}

/// <summary>A title, as far as its profile depends on it.</summary>
public sealed record ProfileSubject
{
    /// <summary>Which title; null for none in particular.</summary>
    public string? Title { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The library it is in: its name, or the whole path of the title's folder, which is in every folder above it.</summary>
    public string? Library { get; init; }

    /// <summary>
    /// The assignment that holds: of the title, else of one of its tags, else of its library, else the default. Of several tags the first by name decides:
    /// their order at Sonarr says nothing, and it must not change from one day to the next.
    /// </summary>
    public ProfileAssignment Choose(IReadOnlyCollection<ProfileAssignment> assignments)
    {
        ProfileAssignment? Find(ProfileScope scope, string? key) => key is null
            ? null
            : assignments.FirstOrDefault(assignment => assignment.Scope == scope && assignment.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

        return Find(ProfileScope.Title, Title)
            ?? Tags.Order(StringComparer.OrdinalIgnoreCase).Select(tag => Find(ProfileScope.Tag, tag)).FirstOrDefault(found => found is not null)
            ?? Find(ProfileScope.Library, Library)
            ?? FolderAbove(assignments)
            ?? assignments.Single(assignment => assignment.Scope == ProfileScope.Default);
    }

    // Of several folders the innermost decides.
    private ProfileAssignment? FolderAbove(IEnumerable<ProfileAssignment> assignments)
    {
        if (Library is null || !ForeignPath.IsWhole(Library))
        {
            return null;
        }

        var folder = ForeignPath.Of(Library);
        return assignments.Where(assignment => assignment.Scope == ProfileScope.Library && ForeignPath.IsWhole(assignment.Key) && folder.IsWithin(ForeignPath.Of(assignment.Key)))
            .MaxBy(assignment => ForeignPath.Of(assignment.Key).Names.Count);
    }
}
