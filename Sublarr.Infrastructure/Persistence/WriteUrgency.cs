namespace Sublarr.Infrastructure.Persistence;

/// <summary>Who waits for a write, and so which goes first where many wait for the writer.</summary>
internal enum WriteUrgency
{
    /// <summary>A person, or a machine with a time-out, waits for the answer: it is in the next transaction.</summary>
    Awaited,

    /// <summary>Nobody waits but the queue itself: a few of them are in each transaction, behind what is awaited, so that it stays short.</summary>
    Background,
}
