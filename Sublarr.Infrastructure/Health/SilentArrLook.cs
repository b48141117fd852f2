using System.Globalization;
using Sublarr.Domain;
using Sublarr.Domain.Health;
using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Arr;

namespace Sublarr.Infrastructure.Health;

/// <summary>Says which Sonarr or Radarr does not answer. They are asked, and it is told, by a schedule of their own.</summary>
internal sealed class SilentArrLook(ArrInstances instances) : IHealthLook
{
    public string Name => "sonarr-and-radarr";

    public string Subject => "Sonarr and Radarr";

    public bool IsToldElsewhere => true;

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken) =>
    [
        .. (await instances.EnabledAsync(cancellationToken)).Where(each => each.State.IsTold).Select(each => new HealthFinding(
            HealthLevel.Error, $"{Wording.Kind(each.Instance.Source.Key())} \"{each.Instance.Name}\" does not answer as it should.", each.State.Problem ?? "Its page has a test that says what is wrong.")
        {
            About = each.Instance.Id.ToString(CultureInfo.InvariantCulture),
            Page = $"arr/{each.Instance.Id}",
        }),
    ];
}
