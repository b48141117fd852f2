using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Sublarr.Web.Security;

namespace Sublarr.Web.Api;

/// <summary>The head of the OpenAPI document: what this is, and how to give the key.</summary>
internal sealed class ApiDocument(IHttpContextAccessor http) : IOpenApiDocumentTransformer
{
    private const string Key = "api_key";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Sublarr",
            Version = "v1",
            Description = "Everything the pages do. Names are in snake_case, times in UTC, and errors are problem details (RFC 9457) that name each field.",
        };
        // Whoever reads it knows the host better than Sublarr does behind a proxy.
        document.Servers = [new OpenApiServer { Url = $"{http.HttpContext?.Request.PathBase}/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Key] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = ApiKeyHandler.Header,
            Description = "The key on the Settings page, or of SUBLARR_API_KEY.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
        return Task.CompletedTask;
    }
}
