using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Infrastructure.Persistence.Sqlite.CompiledModel;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Persistence;

/// <summary>The model that is compiled is the one that the configurations describe.</summary>
public sealed class CompiledModelTests
{
    [Fact]
    public void It_is_what_the_configurations_say()
    {
        using var context = new DesignTimeContext().CreateDbContext([]);
        var described = LinesOf(context.GetService<IDesignTimeModel>().Model);
        var compiled = LinesOf(SublarrDbContextModel.Instance);

        described.Count.ShouldBeGreaterThan(300);
        compiled.ShouldBe(described, "run build/compile-model");
    }

    [Fact]
    public async Task The_app_uses_it()
    {
        await using var engine = await Engine.StartAsync();
        await using var context = await engine.ContextAsync();

        context.Model.ShouldBeSameAs(SublarrDbContextModel.Instance);
    }

    // All that a query or a save goes by, one fact to a line.
    private static List<string> LinesOf(IModel model) =>
    [
        .. from entity in model.GetEntityTypes().OrderBy(entity => entity.Name, StringComparer.Ordinal)
           from line in PropertiesOf(entity).Concat(KeysOf(entity)).Prepend($"table {entity.GetTableName()} {entity.ClrType}")
           select $"{entity.ShortName()}: {line}",
    ];

    private static IEnumerable<string> PropertiesOf(IEntityType entity) =>
        from property in entity.GetProperties()
        let converter = property.GetTypeMapping().Converter
        select $"{property.Name} {property.ClrType} as {property.GetColumnName()} {property.GetColumnType()}, null {property.IsNullable}, length {property.GetMaxLength()}, "
            + $"generated {property.ValueGenerated}, before {property.GetBeforeSaveBehavior()}, after {property.GetAfterSaveBehavior()}, token {property.IsConcurrencyToken}, "
            + $"field {property.FieldInfo?.Name}, converted from {converter?.ModelClrType} to {converter?.ProviderClrType} by {converter?.GetType()}";

    private static IEnumerable<string> KeysOf(IEntityType entity) =>
        entity.GetKeys().Select(key => $"key {Names(key.Properties)} primary {key.IsPrimaryKey()}")
            .Concat(entity.GetForeignKeys().Select(key => $"foreign {Names(key.Properties)} to {key.PrincipalEntityType.ShortName()} on delete {key.DeleteBehavior}, unique {key.IsUnique}, required {key.IsRequired}"))
            .Concat(entity.GetIndexes().Select(index => $"index {index.GetDatabaseName()} {Names(index.Properties)} unique {index.IsUnique}"))
            .Concat(entity.GetNavigations().Select(navigation => $"navigation {navigation.Name} to {navigation.TargetEntityType.ShortName()}"))
            .Order(StringComparer.Ordinal);

    private static string Names(IEnumerable<IReadOnlyProperty> properties) => string.Join(",", properties.Select(property => property.Name));
}
