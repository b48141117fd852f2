namespace Sublarr.Domain.Health;

/// <summary>Something that is wrong, or good to know.</summary>
/// <param name="Level">How bad it is.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
/// <param name="Remedy">What helps, as a sentence.</param>
public sealed record HealthFinding(HealthLevel Level, string Message, string Remedy)
{
    /// <summary>Which of the things that the look looks at it is about, such as a path or an id: as long as it is the same, it is the same trouble. Empty where there is but one.</summary>
    public string About { get; init; } = "";

    /// <summary>The page it is mended on, below Sublarr's own address; null when that is not done here.</summary>
    public string? Page { get; init; }

    /// <summary>What is told of it, where the message names a whole path, which stays here; null for the message and the remedy.</summary>
    public string? News { get; init; }

    /// <summary>What is told when it is over, as a sentence.</summary>
    public string? Recovery { get; init; }
}

/// <summary>How bad something is.</summary>
public enum HealthLevel
{
    /// <summary>Nothing is wrong, but it is good to know.</summary>
    Notice,

    /// <summary>Something is not done, or soon will not be.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Error,
}
