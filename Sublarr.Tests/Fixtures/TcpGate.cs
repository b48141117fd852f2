using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Sublarr.Tests.Fixtures;

/// <summary>A cable between a browser and the app that a test can pull out and put back.</summary>
internal sealed class TcpGate : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly int _target;
    private readonly Task _accepting;
    private volatile bool _isCut;

    public TcpGate(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Breaks every connection and lets no new one through.</summary>
    public void Cut()
    {
        _isCut = true;
        foreach (var client in _open.Keys)
        {
            client.Close();
        }
    }

    /// <summary>Lets connections through again.</summary>
    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting.WaitAsync(Eventually.Patience);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ForwardAsync(client);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The test is over.
                return;
            }
        }
    }

    private async Task ForwardAsync(TcpClient browser)
    {
        using var app = new TcpClient();
        using (browser)
        {
            if (_isCut)
            {
                return;
            }

            _open[browser] = 0;
            _open[app] = 0;
            try
            {
                await app.ConnectAsync(IPAddress.Loopback, _target);
                await Task.WhenAny(
                    browser.GetStream().CopyToAsync(app.GetStream(), _stop.Token),
                    app.GetStream().CopyToAsync(browser.GetStream(), _stop.Token));
            }
            catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Cut: that is what it is for.
            }
            finally
            {
                _open.TryRemove(browser, out _);
                _open.TryRemove(app, out _);
            }
        }
    }
}
