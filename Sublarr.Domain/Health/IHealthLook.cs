namespace Sublarr.Domain.Health;

/// <summary>Looks at one thing that can be wrong with this installation. Found by scan: a new look is one new file.</summary>
public interface IHealthLook
{
    /// <summary>Its name for machines, in kebab-case: <c>library-folders</c>.</summary>
    string Name { get; }

    /// <summary>What it looks at, in the middle of a sentence: "the folders of the library".</summary>
    string Subject { get; }

    /// <summary>True when what it finds does not pass by itself: an error is told at once, and not only when a second look has found it too.</summary>
    bool IsCertain => false;

    /// <summary>True when others tell of what it finds: it is shown, and not told a second time.</summary>
    bool IsToldElsewhere => false;

    /// <summary>Looks; empty when all is well. One that throws, or takes too long, harms no other.</summary>
    /// <param name="cancellationToken">It has taken too long, or Sublarr stops.</param>
    Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken);
}
