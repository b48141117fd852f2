using Sublarr.Domain.Health;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Health;

/// <summary>Says what keeps the database from storing anything. It is read through for damage beside this, twice a day, as that may take minutes.</summary>
internal sealed class DatabaseLook(StorageState storage) : IHealthLook
{
    public string Name => "database";

    public string Subject => "the database";

    public bool IsCertain => true;

    // The room on its disk and the rights to its folder are another look's.
    public Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<HealthFinding>>(
        storage.Fault is { } fault && fault is not (StorageFault.DiskFull or StorageFault.NotWritable) ? [Of(fault)] : []);

    // Each fault is a sentence with its remedy after it.
    private static HealthFinding Of(string fault)
    {
        var end = fault.IndexOf(". ", StringComparison.Ordinal);
        return new(HealthLevel.Error, end < 0 ? fault : fault[..(end + 1)], end < 0 ? "The log says more." : fault[(end + 2)..]) { Recovery = "The database can be used again." };
    }
}
