using System.Collections.Frozen;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>Ports of services that speak no HTTP, and may take the lines of a request for commands.</summary>
internal static class OtherServices
{
    // The ports browsers refuse (https://fetch.spec.whatwg.org/#port-blocking), and two more (6379, 11211).
    private static readonly FrozenSet<int> Ports = FrozenSet.ToFrozenSet(
    [
        1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111,
        113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548,
        554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6379, 6566,
        6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080, 11211,
    ]);

    /// <summary>True when the port belongs to one.</summary>
    public static bool Own(int port) => Ports.Contains(port);
}
