namespace Sublarr.Infrastructure.Channels.Script.Sandbox;

/// <summary>Finds out how far scripts are contained on this machine, by running one that looks at itself.</summary>
public interface ISandboxProbe
{
    /// <summary>What was found; the first answer is kept, because the machine stays the same.</summary>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    Task<SandboxReport> ProbeAsync(CancellationToken cancellationToken);
}

/// <summary>How far scripts are contained.</summary>
/// <param name="Problem">Why it could not be found out, as a sentence; null when it could.</param>
/// <param name="Facts">What holds and what does not.</param>
public sealed record SandboxReport(string? Problem, IReadOnlyList<SandboxFact> Facts);

/// <summary>One measure of containment.</summary>
/// <param name="Name">Its name in snake_case.</param>
/// <param name="Holds">True when a script was found to be under it.</param>
/// <param name="Meaning">What that means for scripts, as a sentence.</param>
public sealed record SandboxFact(string Name, bool Holds, string Meaning);
