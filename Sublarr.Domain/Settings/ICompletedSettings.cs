namespace Sublarr.Domain.Settings;

/// <summary>
/// Settings that know more than a form can say: what is made where a person gives nothing, what is kept, and what goes with something else. They are
/// completed whenever a person has changed them, before the rules are asked; an import takes them as they stand.
/// </summary>
/// <typeparam name="TSelf">The settings record.</typeparam>
public interface ICompletedSettings<TSelf>
{
    /// <summary>The settings as they are stored. A secret that was neither stored nor given is shown to the person this once.</summary>
    /// <param name="before">What is stored now; the defaults for a new subscription.</param>
    /// <param name="given">The properties of secrets that came in plain text, and neither empty nor as a mask.</param>
    TSelf Complete(TSelf before, IReadOnlySet<string> given);
}
