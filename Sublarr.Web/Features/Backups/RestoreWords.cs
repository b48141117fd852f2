namespace Sublarr.Web.Features.Backups;

/// <summary>What a restore does, before it is done.</summary>
internal static class RestoreWords
{
    /// <param name="name">What is restored.</param>
    public static string Question(string name) =>
        $"Sublarr goes back to {name}. What came after it is lost, and everybody may have to sign in again. A backup of now is made first. "
        + "Then Sublarr stops: a container or a service with a restart policy starts it again by itself, without one you start it.";
}
