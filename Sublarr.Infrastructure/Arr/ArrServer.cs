using Sublarr.Domain.Incoming;

namespace Sublarr.Infrastructure.Arr;

/// <summary>Whom a request goes to, with the key in plain text.</summary>
/// <param name="Source">Which program it is.</param>
/// <param name="Name">What it is called here.</param>
/// <param name="Url">Its address, with its URL base.</param>
/// <param name="ApiKey">Its key.</param>
public sealed record ArrServer(ArrSource Source, string Name, string Url, string ApiKey)
{
    /// <summary>Without the key: it ends in logs.</summary>
    public override string ToString() => $"{Source} \"{Name}\" at {Url}";
}

/// <summary>An instance did not answer as it should. The message is a sentence that names the remedy.</summary>
/// <param name="trouble">What kind of trouble it is.</param>
/// <param name="message">What happened, and what helps.</param>
/// <param name="inner">What it came from.</param>
internal sealed class ArrException(ArrTrouble trouble, string message, Exception? inner = null) : Exception(message, inner)
{
    public ArrTrouble Trouble => trouble;
}

/// <summary>What keeps an instance from answering.</summary>
internal enum ArrTrouble
{
    /// <summary>No complete answer came.</summary>
    Unreachable,

    /// <summary>Something else answers at this address.</summary>
    WrongAddress,

    /// <summary>Another program answers, and takes the key.</summary>
    Stranger,

    /// <summary>It does not know the name it is called by.</summary>
    HostRefused,

    /// <summary>It does not take the key.</summary>
    KeyRefused,

    /// <summary>It has no such series, movie or file.</summary>
    NotFound,

    /// <summary>It is starting, or has too much to do.</summary>
    Busy,

    /// <summary>It refuses the request, or answers what nobody understands.</summary>
    Refused,
}
