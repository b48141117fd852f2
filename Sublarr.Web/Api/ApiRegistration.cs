using Sublarr.Domain.Events;
using Sublarr.Web.Security;

namespace Sublarr.Web.Api;

/// <summary>The REST interface under <c>/api/v1</c>. Each feature maps its own endpoints; they are found by scan.</summary>
internal static class ApiRegistration
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = EventJson.Options.PropertyNamingPolicy;
            json.SerializerOptions.DictionaryKeyPolicy = null;
            json.SerializerOptions.NumberHandling = EventJson.Options.NumberHandling;
            json.SerializerOptions.Encoder = EventJson.Options.Encoder;
            foreach (var converter in EventJson.Options.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }
        });
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiProblems>();
        services.AddOpenApi(document => document.AddDocumentTransformer<ApiDocument>());
        return services;
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi().RequireAuthorization(Access.ApiKey);
        var api = app.MapGroup("/api/v1").RequireAuthorization(Access.ApiKey).DisableAntiforgery();
        foreach (var endpoints in typeof(ApiRegistration).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IApiEndpoints))))
        {
            ((IApiEndpoints)Activator.CreateInstance(endpoints)!).Map(api);
        }
    }
}

/// <summary>The endpoints of one feature. Found by scan.</summary>
internal interface IApiEndpoints
{
    /// <summary>Maps them below <c>/api/v1</c>.</summary>
    void Map(IEndpointRouteBuilder api);
}

/// <summary>One page of a list.</summary>
/// <param name="Items">The page.</param>
/// <param name="Total">How many there are in all.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, int Total);
