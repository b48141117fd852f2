using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Sublarr.Bench.Webhooks;

/// <summary>A receiver on this machine that reads every body and answers 204, unless it is told otherwise.</summary>
internal sealed class LocalReceiver : IAsyncDisposable
{
    private readonly IHost _host;

    private LocalReceiver(IHost host, string address) => (_host, Address) = (host, address);

    public string Address { get; }

    public static async Task<LocalReceiver> StartAsync(RequestDelegate? answer = null)
    {
        var host = new HostBuilder()
            .ConfigureWebHost(web => web
                .UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
                .Configure(app => app.Run(answer ?? AnswerAsync)))
            .Build();
        await host.StartAsync();
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new LocalReceiver(host, $"{addresses.First()}/hook");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
