using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Serilog.Events;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Startup;

/// <summary>Puts whatever keeps Sublarr from starting into one sentence: a stack trace tells its reader nothing to do.</summary>
internal static class StartupFault
{
    /// <summary>What is wrong and what helps.</summary>
    /// <param name="exception">What was thrown before the start was over.</param>
    public static string InWords(Exception exception) => Chain(exception).Select(Known).FirstOrDefault(words => words is not null)
        ?? StorageFault.Of(exception)
        ?? $"{exception.GetType().Name}: {OneLine(exception.Message)} Look at the settings and the configuration folder; if they are right, report it as a fault of Sublarr's.";

    /// <summary>True for what the host logs with a stack trace before the sentence comes.</summary>
    public static bool IsTold(LogEvent entry) =>
        entry.Exception is not null && entry.MessageTemplate.Text is "Hosting failed to start" or "Unable to start Kestrel.";

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException!)
        {
            yield return inner;
        }
    }

    private static string? Known(Exception exception) => exception switch
    {
        StartupException known => known.Message,
        AddressInUseException => $"SUBLARR_PORT or ASPNETCORE_URLS: another program listens at the address already ({OneLine(exception.Message)}). Stop it, or choose another port.",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => "SUBLARR_PORT or ASPNETCORE_URLS: another program listens at the address already. Stop it, or choose another port.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            $"SUBLARR_PORT or ASPNETCORE_URLS: the user {ProcessUser.Description} may not listen at this port. Choose one from 1024 up.",
        SocketException socket => $"SUBLARR_PORT or ASPNETCORE_URLS: this machine cannot listen at the address ({OneLine(socket.Message)}). Choose one that it has.",
        OptionsValidationException options => OneLine(options.Message),
        InvalidDataException settings => $"appsettings.json: {OneLine(settings.Message)} Correct the file.",
        FormatException address => $"A setting cannot be read: {OneLine(address.Message)} Check ASPNETCORE_URLS, and write http://*:5765.",
        UnauthorizedAccessException denied => $"SUBLARR_CONFIG_DIR: {OneLine(denied.Message)} Give the folder to the user {ProcessUser.Description}.",
        _ => null,
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
