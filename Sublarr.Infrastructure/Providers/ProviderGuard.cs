using System.Security.Cryptography;
using System.Text.Json;
using Sublarr.Domain.Providers;

namespace Sublarr.Infrastructure.Providers;

/// <summary>What a provider throws that is no answer of its own: a fault of one provider is none of the search.</summary>
internal static class ProviderGuard
{
    /// <summary>True for anything but an answer, and the end of waiting.</summary>
    public static bool IsFault(Exception exception) => exception is not (ProviderException or OperationCanceledException);

    /// <summary>The fault as a failure. What a stranger's code throws is not shown: it may hold anything.</summary>
    /// <param name="known">Which provider.</param>
    /// <param name="exception">What it threw.</param>
    public static ProviderFailure FaultOf(InstalledProvider known, Exception exception) => exception switch
    {
        CryptographicException => new(
            ProviderFailureReason.KeyRefused,
            $"The stored key of {known.Label} cannot be decrypted: the keys in the config folder are not those it was encrypted with. Enter it again."),
        JsonException or InvalidDataException => new(ProviderFailureReason.Misconfigured, $"The settings of {known.Label} cannot be read: enter them again."),
        IOException or UnauthorizedAccessException => new(ProviderFailureReason.Unreachable, $"{known.Label} cannot read what it needs on this machine. {exception.Message}"),
        _ => new(ProviderFailureReason.Broken, $"{known.Label} failed by a fault of Sublarr's own ({exception.GetType().Name}). Please report it."),
    };
}
