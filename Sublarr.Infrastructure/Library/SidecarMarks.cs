using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Library;

/// <summary>Tells whether the subtitles beside a video are those of last time, without the row of each being read.</summary>
internal static class SidecarMarks
{
    /// <summary>What their names come to; 0 for none. The same on every machine and in every process.</summary>
    public static long Of(IReadOnlyList<SidecarSubtitle> sidecars)
    {
        if (sidecars.Count == 0)
        {
            return 0;
        }

        // No name holds a slash.
        var names = string.Join('/', sidecars.Select(sidecar => sidecar.Name).Order(StringComparer.Ordinal));
        return BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(names)));
    }
}
