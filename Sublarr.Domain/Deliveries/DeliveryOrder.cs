using System.ComponentModel;
using Sublarr.Domain.Settings;

namespace Sublarr.Domain.Deliveries;

/// <summary>Whether deliveries to one subscription wait for each other.</summary>
public enum DeliveryOrder
{
    /// <summary>None does: a delivery that waits for its retry is overtaken.</summary>
    [Description("None: nothing waits for anything else")]
    [Hint("A failed delivery waits for its retry while newer ones go on, so they may arrive out of order.")]
    None,

    /// <summary>One at a time for each series or movie, in the order of the events. A delivery that waits for its retry holds the later ones back; those about others go on.</summary>
    [Description("One at a time for each series or movie")]
    [Hint(
        "What happens to one series or movie arrives in order. A failed delivery holds back the later ones about the same title until it arrives or is given up; "
        + "other titles go on.")]
    PerTitle,
}
