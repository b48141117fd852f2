using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Security;

namespace Sublarr.Web.Features.IncomingWebhooks;

/// <summary>
/// Takes what Sonarr and Radarr report. They wait for the answer within an import, never send again, take a redirect for
/// success, and switch the connection off after failures: so whatever is understood is stored and answered at once, and
/// the work is left to a job.
/// </summary>
internal sealed partial class ReceiveWebhook(IIncomingStore store, ILogger<ReceiveWebhook> logger)
{
    /// <summary>The longest body. The senders' are some kilobytes; a pack of hundreds of files stays below one megabyte.</summary>
    public const int BodyLimit = 4 * 1024 * 1024;

    private static readonly string[] Methods = [HttpMethods.Post, HttpMethods.Put];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/webhooks").WithTags("Incoming webhooks").DisableAntiforgery().RequireAuthorization(Access.ApiKey);
        foreach (var source in Enum.GetValues<ArrSource>())
        {
            group.MapMethods(
                $"/{source.Key()}/{{instance?}}",
                Methods,
                (HttpContext context, string? instance, ReceiveWebhook receive) => receive.RunAsync(source, instance, context.Request, context.RequestAborted))
                .WithSummary($"Take a report of {source}")
                .Produces<IncomingReceipt>(StatusCodes.Status202Accepted)
                .ProducesProblem(StatusCodes.Status400BadRequest)
                .ProducesProblem(StatusCodes.Status401Unauthorized)
                .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
                .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        }

        // Before the page of the same address, which would take a POST for a form.
        group.MapMethods("", Methods, UnknownSource).WithOrder(-1).ExcludeFromDescription();
        group.MapMethods("/{**path}", Methods, UnknownSource).ExcludeFromDescription();
    }

    private async Task<IResult> RunAsync(ArrSource source, string? instance, HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await ReceivedBody.ReadAsync(request, BodyLimit, cancellationToken);
            return body is null
                ? Refused(source, StatusCodes.Status413PayloadTooLarge, $"The body is larger than {BodyLimit / 1024 / 1024} MiB. Sonarr and Radarr send some kilobytes: check what sends to this address.")
                : await StoreAsync(source, instance, body.Bytes, HopOf(request));
        }
        catch (BadHttpRequestException problem)
        {
            return Refused(source, problem.StatusCode, $"The request cannot be read: {problem.Message} Check the proxy between the sender and Sublarr.");
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            LogHungUp(source);
            return TypedResults.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
    }

    private async Task<IResult> StoreAsync(ArrSource source, string? instance, Memory<byte> body, int hop)
    {
        if (body.IsEmpty)
        {
            return Refused(source, StatusCodes.Status400BadRequest, "The body is empty. Send the JSON that Sonarr and Radarr send: in their settings, Connect > Webhook.");
        }

        if (!Utf8.IsValid(body.Span))
        {
            return Refused(source, StatusCodes.Status400BadRequest, "The body is not valid UTF-8. Send it as JSON in UTF-8.");
        }

        ArrReport report;
        try
        {
            report = ArrReportReader.Read(source, body, instance);
        }
        catch (JsonException problem)
        {
            return Refused(source, StatusCodes.Status400BadRequest, $"The body is not a JSON object: {problem.Message} Send what Sonarr and Radarr send: in their settings, Connect > Webhook.");
        }

        return await StoreAsync(report, Encoding.UTF8.GetString(body.Span), hop);
    }

    private async Task<IResult> StoreAsync(ArrReport report, string body, int hop)
    {
        try
        {
            // Whole and understood: it is stored even if the sender has hung up, as it will not come again.
            var receipt = await store.StoreAsync(report, body, CancellationToken.None, hop);
            if (receipt.State == IncomingState.Ignored)
            {
                LogIgnored(receipt.Id, report.Source, report.EventType);
            }

            return TypedResults.Json(receipt, statusCode: StatusCodes.Status202Accepted);
        }
        catch (DbException exception)
        {
            var problem = StorageFault.Of(exception) ?? $"The database cannot be written ({exception.Message}). Sublarr's log says more.";
            LogNotStored(exception, report.Summary, problem);
            return Unavailable(problem);
        }
        catch (ObjectDisposedException)
        {
            LogStopping(report.Summary);
            return Unavailable("Sublarr is stopping. Send it again when it has started.");
        }
    }

    // A webhook of Sublarr's own, or of another Sublarr, says how far its event is from a fact about the world.
    private static int HopOf(HttpRequest request) =>
        byte.TryParse(request.Headers["X-Sublarr-Hop"], NumberStyles.None, CultureInfo.InvariantCulture, out var hop) ? hop : 0;

    // A slip in the address, told to whoever presses Test.
    private static IResult UnknownSource(HttpContext context, WrongAddress wrong)
    {
        wrong.Tell(context, StatusCodes.Status404NotFound);
        return WrongAddress.Problem(context.Request);
    }

    private IResult Refused(ArrSource source, int status, string problem)
    {
        LogRefused(source, status, problem);
        return TypedResults.Problem(problem, statusCode: status, title: "The report was not accepted");
    }

    private static IResult Unavailable(string problem) =>
        TypedResults.Problem(problem, statusCode: StatusCodes.Status503ServiceUnavailable, title: "The report was not stored");

    [LoggerMessage(Level = LogLevel.Information, Message = "Report {Id} of {Source} is stored and ignored: its event type \"{EventType}\" is not known")]
    private partial void LogIgnored(long id, ArrSource source, string eventType);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request to the {Source} webhook was answered with {Status}: {Problem}")]
    private partial void LogRefused(ArrSource source, int status, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sender to the {Source} webhook hung up before its body was complete")]
    private partial void LogHungUp(ArrSource source);

    [LoggerMessage(Level = LogLevel.Error, Message = "A report is lost, because its sender does not repeat it ({Report}): {Problem}")]
    private partial void LogNotStored(Exception exception, string report, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A report is lost, because it came while Sublarr was stopping: {Report}")]
    private partial void LogStopping(string report);
}
