namespace Sublarr.Infrastructure.Outbound;

/// <summary>An address that may not be dialled. Another attempt may go elsewhere: names change their addresses.</summary>
internal sealed class EgressDeniedException(string rule, string target, string remedy) : IOException($"{target} is not allowed (rule {rule}): {remedy}")
{
    /// <summary>The name of the rule that forbids it.</summary>
    public string Rule => rule;

    /// <summary>The host as written, and the forbidden address it stands for.</summary>
    public string Target => target;
}
