using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Architecture;

/// <summary>
/// The sources of a project as the compiler understands them: what is named, what is reached through <c>var</c>, <c>new()</c>, an extension method or a static import, in
/// method bodies too. It does not see what is asked for by reflection or by a text, nor what generators write.
/// </summary>
internal sealed class CompiledSources
{
    // No such name here, in this type, in this namespace, at all; no such member.
    private static readonly string[] Unknown = ["CS0103", "CS0117", "CS0234", "CS0246", "CS1061"];

    private readonly CSharpCompilation _compilation;

    private CompiledSources(CSharpCompilation compilation) => _compilation = compilation;

    /// <summary>Every source file, from the folder of its project on.</summary>
    public IEnumerable<string> Paths => Trees.Select(tree => tree.FilePath);

    private IEnumerable<SyntaxTree> Trees => _compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0);

    /// <summary>Reads all sources of C# in a folder of the repository.</summary>
    public static CompiledSources In(string project)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = SourceTests.Sources("*.cs").Where(file => file.Contains($"/{project}/", StringComparison.Ordinal))
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, Path.GetRelativePath(Path.Combine(Repository.Folder, project), file)));
        return new(CSharpCompilation.Create(
            project,
            trees.Append(CSharpSyntaxTree.ParseText(GlobalUsings, options)),
            References(project),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)));
    }

    /// <summary>The names that the compiler cannot make sense of. Bodies that a generator would have written are no names.</summary>
    public IEnumerable<string> Problems() => _compilation.GetDiagnostics().Where(problem => Unknown.Contains(problem.Id)).Select(problem => problem.ToString());

    /// <summary>Every use of a type by a source file.</summary>
    public IEnumerable<Use> Uses() => Trees.AsParallel().SelectMany(tree =>
    {
        var model = _compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes()
            .Where(node => node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax)
            .SelectMany(node => TypesOf(model.GetSymbolInfo(node).Symbol).Append(model.GetTypeInfo(node).Type))
            .SelectMany(Parts)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .Select(type => new Use(tree.FilePath, type, HomeOf(type)))
            .ToList();
    });

    /// <summary>The properties that anybody may set, with the kind of their type.</summary>
    public IEnumerable<(string Path, string Name, TypeKind Kind)> SettableProperties() =>
        from tree in Trees
        let model = _compilation.GetSemanticModel(tree)
        from declared in tree.GetRoot().DescendantNodes().OfType<PropertyDeclarationSyntax>()
        let property = model.GetDeclaredSymbol(declared)
        where property is { SetMethod: { IsInitOnly: false, DeclaredAccessibility: not Microsoft.CodeAnalysis.Accessibility.Private } }
        select (tree.FilePath, property.Name, property.Type.TypeKind);

    // As the project's own build has them: ImplicitUsings.
    private const string GlobalUsings =
        """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    // What the tests run with is what the project was built with.
    private static IEnumerable<MetadataReference> References(string project) => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(file => Path.GetFileName(file) is var name && name != $"{project}.dll" && name is not ("Sublarr.Web.dll" or "Sublarr.Tests.dll"))
        .Select(file => MetadataReference.CreateFromFile(file));

    private static IEnumerable<ITypeSymbol?> TypesOf(ISymbol? symbol) => symbol switch
    {
        ITypeSymbol type => [type],
        IMethodSymbol method => [method.ContainingType, method.ReturnType],
        IPropertySymbol property => [property.ContainingType, property.Type],
        IFieldSymbol field => [field.ContainingType, field.Type],
        _ => [],
    };

    // A list of rows is a use of the row, and what is nested is a use of what it is nested in.
    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Append(Outermost(named).OriginalDefinition),
        _ => [],
    };

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type) => type.ContainingType is { } outer ? Outermost(outer) : type;

    private static string? HomeOf(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath;
}

/// <summary>A use of a type.</summary>
/// <param name="Path">The file that uses it.</param>
/// <param name="Type">The type.</param>
/// <param name="Home">The file it is declared in; null when that is in another project or a library.</param>
internal sealed record Use(string Path, INamedTypeSymbol Type, string? Home)
{
    public string Name => Type.Name;

    /// <summary>The name with its namespace. To write it takes longer than to find the use.</summary>
    public string FullName => Type.ToDisplayString();
}
