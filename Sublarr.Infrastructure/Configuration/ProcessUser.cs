using System.Globalization;

namespace Sublarr.Infrastructure.Configuration;

/// <summary>The user Sublarr runs as.</summary>
public static class ProcessUser
{
    /// <summary>What to write behind "the user", for somebody who is to give it a folder.</summary>
    public static string Description => Describe(Environment.UserName, Posix.UserId);

    // In a container the host knows none of its names, and an id chosen with --user has none: the number serves both.
    internal static string Describe(string name, uint id)
    {
        var number = id.ToString(CultureInfo.InvariantCulture);
        return name.Length == 0 ? $"with the id {number}" : $"{name} (id {number})";
    }
}
