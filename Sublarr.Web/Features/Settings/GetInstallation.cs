using System.Reflection;
using MediatR;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Web.Features.Settings;

/// <summary>Which Sublarr this is and where it keeps its things.</summary>
internal static class GetInstallation
{
    public sealed record Query : IRequest<Installation>;

    /// <summary>What somebody who asks for help is asked for.</summary>
    /// <param name="Version">The build.</param>
    /// <param name="ConfigDirectory">The folder to back up.</param>
    /// <param name="MediaPaths">The folders of the videos; none when not set.</param>
    public sealed record Installation(string Version, string ConfigDirectory, IReadOnlyList<string> MediaPaths);

    public sealed class Handler(SublarrOptions options) : IRequestHandler<Query, Installation>
    {
        private static readonly string version =
            typeof(GetInstallation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

        public Task<Installation> Handle(Query query, CancellationToken cancellationToken) =>
            Task.FromResult(new Installation(version, options.ConfigDirectory, options.MediaPaths));
    }
}
