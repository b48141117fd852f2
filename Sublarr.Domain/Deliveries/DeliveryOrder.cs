using System.ComponentModel;

namespace Sublarr.Domain.Deliveries;

/// <summary>Whether deliveries to one subscription wait for each other.</summary>
public enum DeliveryOrder
{
    /// <summary>None does: a delivery that waits for its retry is overtaken.</summary>
    [Description("None: nothing waits for anything else")]
    None,

    /// <summary>One at a time for each series or movie, in the order of the events. A delivery that waits for its retry holds the later ones back; those about others go on.</summary>
    [Description("One at a time for each series or movie; a failed one holds back the later ones about it")]
    PerTitle,
}
