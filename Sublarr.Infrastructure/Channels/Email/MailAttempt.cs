using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Email;

/// <summary>What is done at a mail server within the time that one attempt may take.</summary>
internal sealed class MailAttempt : IDisposable
{
    private readonly MailSession _session;
    private readonly EmailSettings _email;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _stopped;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _either;

    /// <param name="session">The connection.</param>
    /// <param name="email">To which server.</param>
    /// <param name="limit">How long all of it may take.</param>
    /// <param name="clock">Measures that.</param>
    /// <param name="stopped">Sublarr stops, or a person stopped the delivery.</param>
    public MailAttempt(MailSession session, EmailSettings email, TimeSpan limit, TimeProvider clock, CancellationToken stopped)
    {
        (_session, _email, _limit, _clock, _stopped) = (session, email, limit, clock, stopped);
        _deadline = new(limit, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token, stopped);
    }

    /// <summary>Does a part of it; says what kept it from being done, and null when nothing did.</summary>
    /// <param name="part">The part.</param>
    public async Task<HttpVerdict?> TryAsync(Func<CancellationToken, Task> part)
    {
        try
        {
            await part(_either.Token);
            return null;
        }
        catch (Exception fault) when (MailVerdict.IsFault(fault))
        {
            return fault switch
            {
                _ when _stopped.IsCancellationRequested => HttpVerdict.Interrupted,
                _ when _deadline.IsCancellationRequested => MailVerdict.TimeIsUp(_email, _session.IsGreeted, _limit),
                _ => MailVerdict.Of(fault, _email, _session.IsGreeted, _clock.GetUtcNow()),
            };
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _deadline.Dispose();
    }
}
