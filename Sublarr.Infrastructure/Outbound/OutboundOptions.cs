namespace Sublarr.Infrastructure.Outbound;

/// <summary>What the environment says about the way out. Validated at start.</summary>
public sealed class OutboundOptions
{
    /// <summary>Where webhooks may go (<c>SUBLARR_EGRESS_PROFILE</c>, <c>SUBLARR_EGRESS_ALLOW</c>, <c>SUBLARR_EGRESS_DENY</c>).</summary>
    public EgressSettings Egress { get; init; } = EgressSettings.Standard;

    /// <summary>What webhooks go through (<c>SUBLARR_PROXY</c>, <c>SUBLARR_NO_PROXY</c>); null when they go directly.</summary>
    public EgressProxy? Proxy { get; init; }
}
