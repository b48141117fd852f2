using System.Reflection;
using Sublarr.Domain.Events;
using Sublarr.Infrastructure;

namespace Sublarr.Tests.Architecture;

public sealed class DependencyTests
{
    private static readonly string[] AllowedInDomain = ["System", "MediatR", "netstandard"];

    [Fact]
    public void The_domain_knows_the_base_library_and_the_notification_marker_alone()
    {
        var references = typeof(IDomainEvent).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

        references.ShouldAllBe(name => AllowedInDomain.Any(allowed => name.StartsWith(allowed, StringComparison.Ordinal)));
    }

    [Fact]
    public void Infrastructure_does_not_know_the_web()
    {
        var references = typeof(InfrastructureRegistration).Assembly.GetReferencedAssemblies();

        references.ShouldNotContain(reference => reference.Name == "Sublarr.Web");
        references.ShouldNotContain(reference => reference.Name!.StartsWith("MudBlazor", StringComparison.Ordinal));
    }

    [Fact]
    public void A_feature_does_not_use_another_feature()
    {
        const string features = "Sublarr.Web.Features.";
        var offenders =
            from type in typeof(Program).Assembly.GetTypes()
            where type.Namespace?.StartsWith(features, StringComparison.Ordinal) == true
            let own = FeatureOf(type.Namespace!)
            from used in UsedBy(type)
            where used.Namespace?.StartsWith(features, StringComparison.Ordinal) == true && FeatureOf(used.Namespace!) != own
            select $"{type.FullName} uses {used.FullName}";

        offenders.Distinct().ShouldBeEmpty();

        static string FeatureOf(string space) => space[features.Length..].Split('.')[0];
    }

    [Fact]
    public void No_component_holds_a_database()
    {
        var offenders = typeof(Program).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(Microsoft.AspNetCore.Components.IComponent)))
            .Where(type => UsedBy(type).Any(used => used.FullName?.Contains("DbContext") == true));

        offenders.ShouldBeEmpty();
    }

    // What a type holds, takes and returns; what only its method bodies name is not seen.
    private static IEnumerable<Type> UsedBy(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetFields(all).Select(field => field.FieldType)
            .Concat(type.GetProperties(all).Select(property => property.PropertyType))
            .Concat(type.GetConstructors(all).SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType))
            .Concat(type.GetMethods(all).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .SelectMany(Unfold);
    }

    private static IEnumerable<Type> Unfold(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Unfold).Append(type) : [type];
}
