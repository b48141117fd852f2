using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Sublarr.Tests.Fixtures;

/// <summary>bUnit asks for a newer AngleSharp.Diffing than the pinned one; the loader needs it handed over.</summary>
internal static class AngleSharpDiffing
{
    private const string Name = "AngleSharp.Diffing";

    [ModuleInitializer]
    internal static void Register() => AssemblyLoadContext.Default.Resolving += Older;

    private static Assembly? Older(AssemblyLoadContext context, AssemblyName wanted) =>
        wanted is { Name: Name, Version: not null } ? context.LoadFromAssemblyName(new AssemblyName(Name)) : null;
}
