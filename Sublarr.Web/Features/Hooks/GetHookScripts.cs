using MediatR;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Web.Features.Hooks;

/// <summary>The files of the hooks folder, to choose a script from.</summary>
internal static class GetHookScripts
{
    /// <summary>More files than anybody chooses from.</summary>
    private const int Limit = 200;

    private static readonly EnumerationOptions Readable = new() { RecurseSubdirectories = true, MaxRecursionDepth = 4, IgnoreInaccessible = true };

    public sealed record Query : IRequest<Folder>;

    /// <param name="Path">Where scripts are put.</param>
    /// <param name="Scripts">Their paths within it.</param>
    public sealed record Folder(string Path, IReadOnlyList<string> Scripts);

    public sealed class Handler(SublarrOptions options) : IRequestHandler<Query, Folder>
    {
        public Task<Folder> Handle(Query query, CancellationToken cancellationToken)
        {
            var folder = options.HooksDirectory;
            string[] scripts = Directory.Exists(folder)
                ? [.. Directory.EnumerateFiles(folder, "*", Readable).Take(Limit).Select(file => System.IO.Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)]
                : [];
            return Task.FromResult(new Folder(folder, scripts));
        }
    }
}
