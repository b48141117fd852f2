using System.Reflection;
using FluentValidation;
using MediatR;

namespace Sublarr.Web.Pipeline;

/// <summary>Registers what MediatR calls. Version 5 leaves that to the application.</summary>
internal static class MediatorRegistration
{
    private static readonly Type[] Contracts = [typeof(IRequestHandler<,>), typeof(INotificationHandler<>)];

    /// <summary>Adds every slice's handler and validator of an assembly, and the behaviours around them.</summary>
    public static IServiceCollection AddSlices(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }))
        {
            foreach (var contract in type.GetInterfaces().Where(face => face.IsGenericType && Contracts.Contains(face.GetGenericTypeDefinition())))
            {
                services.AddTransient(contract, type);
            }
        }

        foreach (var validator in AssemblyScanner.FindValidatorsInAssembly(assembly, includeInternalTypes: true))
        {
            services.AddTransient(validator.InterfaceType, validator.ValidatorType);
        }

        services.AddSingleton<SharedAnswers>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ActorBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        return services.AddTransient(typeof(IPipelineBehavior<,>), typeof(SharedQueryBehavior<,>));
    }
}
