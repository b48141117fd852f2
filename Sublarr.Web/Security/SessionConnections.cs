using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace Sublarr.Web.Security;

/// <summary>
/// Cuts the connections of a session that has ended, which outlive the cookie they began with. Nothing more is taken from them
/// at once; they are closed a moment later, so that a tab can still be told to go to the sign-in page.
/// </summary>
internal sealed class SessionConnections : IHubFilter, IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    // What the browser has shown and answered: without it no farewell is drawn.
    private static readonly HashSet<string> Acknowledgements = new(StringComparer.Ordinal) { "OnRenderCompleted", "EndInvokeJSFromDotNet" };

    private readonly ConcurrentDictionary<string, HubCallerContext> _connections = new(StringComparer.Ordinal);
    private readonly Sessions _sessions;
    private readonly TimeProvider _time;

    public SessionConnections(Sessions sessions, TimeProvider time)
    {
        (_sessions, _time) = (sessions, time);
        sessions.Ended += Cut;
    }

    /// <summary>How many tabs are connected.</summary>
    public int Count => _connections.Count;

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        _connections[context.Context.ConnectionId] = context.Context;
        await next(context);
        // It may have ended between the look at the cookie and this moment.
        if (!_sessions.IsOpen(context.Context.User))
        {
            context.Context.Abort();
        }
    }

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next) =>
        _sessions.IsOpen(invocation.Context.User) || Acknowledgements.Contains(invocation.HubMethodName) ? next(invocation) : ValueTask.FromResult<object?>(null);

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        _connections.TryRemove(context.Context.ConnectionId, out _);
        return next(context, exception);
    }

    public void Dispose() => _sessions.Ended -= Cut;

    private void Cut(string sessionId, string? fromTab)
    {
        var ended = _connections.Values.Where(connection => Sessions.IdOf(connection.User) == sessionId).ToList();
        if (ended.Count > 0)
        {
            _ = CloseAsync(ended);
        }
    }

    private async Task CloseAsync(List<HubCallerContext> connections)
    {
        await Task.Delay(Farewell, _time);
        connections.ForEach(connection => connection.Abort());
    }
}
