namespace Sublarr.Web.Features.Hooks.Templates;

/// <summary>A script to start from. Found by scan: a new one is one new file.</summary>
public interface IScriptTemplate
{
    /// <summary>What people call it.</summary>
    string Label { get; }

    /// <summary>What it does, as a sentence.</summary>
    string Description { get; }

    /// <summary>The name its file gets unless another is chosen.</summary>
    string FileName { get; }

    /// <summary>The script, ready to run once what is marked in it is set.</summary>
    string Text { get; }
}
