namespace Sublarr.Tests.Integration.Scripts;

/// <summary>Runs take turns: an orphan that hides its origin is taken away by the last run it may have come from.</summary>
[CollectionDefinition(Name)]
public sealed class ScriptRuns
{
    public const string Name = "Script runs";
}
