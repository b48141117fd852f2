using FluentValidation;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>What every address that a person enters must be like.</summary>
internal static class AddressRule
{
    private const int LongestAddress = 2000;

    /// <summary>An address of HTTP that may be sent to.</summary>
    /// <typeparam name="T">The settings that hold it.</typeparam>
    /// <param name="rule">The address.</param>
    /// <param name="example">One as it should be.</param>
    /// <param name="instead">How the receiver learns who calls, where people write a name and a password into the address.</param>
    /// <param name="egress">Tells whether the port may be sent to; null to leave that to the moment it is dialled.</param>
    public static IRuleBuilderOptions<T, string> IsAddress<T>(this IRuleBuilderInitial<T, string> rule, string example, string instead, EgressPolicy? egress) => rule
        .NotEmpty().WithMessage($"Enter the address of the receiver, such as {example}.")
        .MaximumLength(LongestAddress).WithMessage($"The address is longer than {LongestAddress} characters: shorten it.")
        .Must(url => Parse(url) is not null)
        .WithMessage($"The address must start with http:// or https:// and name a host, such as {example}.")
        .Must(url => Parse(url) is { UserInfo: "" })
        .WithMessage($"The address must hold no name and password: remove everything between // and @. {instead}")
        .Must(url => Parse(url) is { Port: > 0 })
        .WithMessage("The port must be 1 to 65535.")
        .Must(url => egress is null || egress.MayOpen(Parse(url)!.Port))
        .WithMessage((_, url) => "The port belongs to a service that speaks no HTTP, such as mail: enter the port of the receiver. "
            + $"If it is the receiver's, allow {Parse(url)!.Authority} under Settings, or with SUBLARR_EGRESS_ALLOW.");

    /// <summary>The address of a server, below which a service has its own paths.</summary>
    /// <typeparam name="T">The settings that hold it.</typeparam>
    /// <param name="rule">The address.</param>
    /// <param name="example">One as it should be.</param>
    /// <param name="instead">How the receiver learns who calls, where people write a name and a password into the address.</param>
    /// <param name="egress">Tells whether the port may be sent to.</param>
    public static IRuleBuilderOptions<T, string> IsServer<T>(this IRuleBuilderInitial<T, string> rule, string example, string instead, EgressPolicy egress) => rule
        .IsAddress(example, instead, egress)
        .Must(url => Parse(url) is { Query: "", Fragment: "" })
        .WithMessage($"Enter the address of the server alone, such as {example}: remove ? or #, and what follows.");

    /// <summary>An address below that of a server.</summary>
    /// <param name="server">As a person entered it, with or without a slash at its end.</param>
    /// <param name="path">What follows.</param>
    public static Uri Below(string server, string path) => new($"{server.TrimEnd('/')}/{path}");

    private static Uri? Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Host.Length: > 0 } ? address : null;
}
