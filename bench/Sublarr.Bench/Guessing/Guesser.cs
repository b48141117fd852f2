using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Sublarr.Bench.Guessing;

/// <summary>Posts passwords from an address of its own on this machine, the next as soon as the last was answered, until it is told to stop.</summary>
internal sealed partial class Guesser : IDisposable
{
    private readonly HttpClient _client;

    public Guesser(Uri app, IPAddress from) => _client = new HttpClient(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = app };

    /// <summary>How many were answered, each with another name that nobody has.</summary>
    public async Task<int> GuessAsync(CancellationToken stop)
    {
        var answered = 0;
        try
        {
            var page = await _client.GetStringAsync("sign-in", stop);
            var fields = HiddenField().Matches(page).ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value));
            while (true)
            {
                (fields["Input.UserName"], fields["Input.Password"], fields["Input.Remember"]) = ($"nobody-{Guid.NewGuid():N}", "a wrong password", "false");
                using var form = new FormUrlEncodedContent(fields);
                using var answer = await _client.PostAsync("sign-in", form, stop);
                answered++;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return answered;
        }
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenField();
}
