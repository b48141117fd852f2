namespace Sublarr.Domain.Jobs;

/// <summary>One thing that a test asked of a target.</summary>
/// <param name="Name">What was asked, as a phrase: "reached".</param>
/// <param name="Ok">True when it is as it should be.</param>
/// <param name="Message">What the target answered, and what helps, as sentences; secrets masked.</param>
public sealed record TestStep(string Name, bool Ok, string Message);
