using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Sublarr.Infrastructure.Backups;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Api;

/// <summary>Answers the API's errors as RFC 9457 problem details that name each field.</summary>
internal sealed partial class ApiProblems(IProblemDetailsService problems, ILogger<ApiProblems> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var details = exception switch
        {
            ValidationException invalid => Invalid(invalid.Errors.GroupBy(error => FieldOf(error.PropertyName), error => error.ErrorMessage)),
            BadHttpRequestException { InnerException: JsonException json } => Invalid(JsonErrors(json)),
            BadHttpRequestException bad => new ProblemDetails { Status = bad.StatusCode, Title = "The request cannot be read.", Detail = bad.Message },
            BackupException backups => new ProblemDetails { Status = StatusCodes.Status503ServiceUnavailable, Title = "The backups cannot be reached.", Detail = backups.Message },
            _ => Storage(exception, httpContext.Request),
        };
        if (details is null)
        {
            LogFailed(exception, httpContext.Request.Method, httpContext.Request.Path);
            details = new ProblemDetails
            {
                Status = StatusCodes.Status500InternalServerError,
                Title = "Sublarr failed.",
                Detail = "This is a fault of Sublarr's; its log has the whole error.",
            };
        }

        httpContext.Response.StatusCode = details.Status!.Value;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details, Exception = exception });
    }

    private ProblemDetails? Storage(Exception exception, HttpRequest request)
    {
        if (StorageFault.Of(exception) is not { } fault)
        {
            return null;
        }

        LogNotStored(request.Method, request.Path, fault);
        return new ProblemDetails { Status = StatusCodes.Status503ServiceUnavailable, Title = "Sublarr cannot reach what it has stored.", Detail = fault };
    }

    private static HttpValidationProblemDetails Invalid(IEnumerable<IGrouping<string, string>> errors) =>
        new(errors.ToDictionary(field => field.Key, field => field.Distinct(StringComparer.Ordinal).ToArray()))
        {
            Status = StatusCodes.Status400BadRequest,
            Title = "Some fields cannot be used.",
        };

    private static IEnumerable<IGrouping<string, string>> JsonErrors(JsonException json)
    {
        var field = json.Path?.TrimStart('$', '.') is { Length: > 0 } path ? path : "body";
        var message = field == "body" ? "The body must be a JSON object." : "The value has the wrong type: see /openapi/v1.json.";
        return new[] { message }.GroupBy(_ => field);
    }

    // "Draft.QuietHours.From" begins with a matter of ours; the field is quiet_hours.from. A channel's settings are named as they are sent.
    private static string FieldOf(string property) => property.StartsWith("settings.", StringComparison.Ordinal)
        ? property
        : string.Join('.', property[(property.IndexOf('.', StringComparison.Ordinal) + 1)..].Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed: {Problem}")]
    private partial void LogNotStored(string method, string path, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFailed(Exception exception, string method, string path);
}
