namespace Sublarr.Domain.Releases;

/// <summary>
/// What patterns of many words are made of: <c>Before(?>bit|dual(?:-audioEnd)?|dubbed|dub)End</c>. The group is atomic and its words are in the order of the alphabet, of
/// those that begin alike the longer first: so the first letter tells at once which few of them to try. Where one goes on behind a separator it has an end of its own, for
/// what fails there may still be the shorter.
/// </summary>
internal static class WordPattern
{
    /// <summary>What stands before a word.</summary>
    public const string Before = "[^a-z0-9]";

    /// <summary>Where it ends.</summary>
    public const string End = "(?![a-z0-9])";
}
