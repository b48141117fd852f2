namespace Sublarr.Infrastructure.Persistence;

/// <summary>Sublarr cannot start, for a reason a person can mend. The message says what and how.</summary>
public sealed class StartupException : Exception
{
    /// <summary>Creates the problem.</summary>
    /// <param name="message">What is wrong and what helps; names the setting.</param>
    /// <param name="innerException">What the system said.</param>
    public StartupException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
