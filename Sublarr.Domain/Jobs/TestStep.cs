using System.Text.Json.Serialization;

namespace Sublarr.Domain.Jobs;

/// <summary>One thing that a test asked of a target.</summary>
/// <param name="Name">What was asked, as a phrase: "reached".</param>
/// <param name="Ok">True when it is as it should be.</param>
/// <param name="Message">What the target answered, and what helps, as sentences; secrets masked.</param>
public sealed record TestStep(string Name, bool Ok, string Message)
{
    /// <summary>True when it could not be tried yet, which is no fault: <see cref="Ok"/> is true then too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Untried { get; init; }
}
