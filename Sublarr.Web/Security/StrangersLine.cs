namespace Sublarr.Web.Security;

/// <summary>
/// Pages for signing in are made for strangers one at a time: however many come at once, a report of Sonarr finds one page before it and not all of
/// them. A browser that somebody has signed in with does not stand in this line.
/// </summary>
internal sealed class StrangersLine(KnownDevices devices) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Answers the request when its turn comes. The form has been read by then: a slow sender holds nobody up.</summary>
    public async Task StandAsync(HttpContext context, RequestDelegate next)
    {
        if (!SignInFormAttribute.IsOn(context) || devices.Read(context) is not null)
        {
            await next(context);
            return;
        }

        using var turn = new Turn(_turn);
        await turn.TakeAsync(context.RequestAborted);
        context.Features.Set(turn);
        await next(context);
    }

    /// <summary>Does what takes its time without work, and lets others have their turn meanwhile.</summary>
    public static async Task<T> StepAsideAsync<T>(HttpContext context, Func<Task<T>> wait)
    {
        if (context.Features.Get<Turn>() is not { } turn)
        {
            return await wait();
        }

        turn.Give();
        var result = await wait();
        await turn.TakeAsync(context.RequestAborted);
        return result;
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        private bool _isHeld;

        public async Task TakeAsync(CancellationToken cancellationToken)
        {
            await turn.WaitAsync(cancellationToken);
            _isHeld = true;
        }

        public void Give()
        {
            if (_isHeld)
            {
                _isHeld = false;
                turn.Release();
            }
        }

        public void Dispose() => Give();
    }
}
