using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>
/// The database as EF Core sees it: the rows that have an <see cref="IEntityTypeConfiguration{TEntity}"/> in their room, found by scan. Each room names its sets
/// in an extension: <c>context.Jobs</c>, or <c>context.Set&lt;JobRow&gt;()</c> within an expression, which knows no extensions. What the group-commit writer
/// writes is only read here; everything else is read and written here.
/// </summary>
/// <param name="options">The connection.</param>
public sealed class SublarrDbContext(DbContextOptions<SublarrDbContext> options) : DbContext(options)
{
    /// <summary>How what is changed here is saved. The factory sets it; without it nothing can be saved.</summary>
    internal GatedSave? Saves { get; init; }

    /// <summary>The store, which reads through an index by its name. The factory sets it.</summary>
    internal IStore? Store { get; init; }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save asynchronously: waiting for the write gate must not block a thread.");

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var saves = Saves ?? throw new InvalidOperationException("This context cannot save: open it through IDbContextFactory<SublarrDbContext>.");
        return saves.RunAsync(this, stop => base.SaveChangesAsync(acceptAllChangesOnSuccess, stop), cancellationToken);
    }

    /// <summary>The rows, to be read through one index: see <see cref="IStore.Through{TRow}"/>.</summary>
    /// <param name="index">The name of the index.</param>
    public IQueryable<TRow> Through<TRow>(string index)
        where TRow : class => Store?.Through(Set<TRow>(), index) ?? Set<TRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SublarrDbContext).Assembly);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name.TrimStart('_')));
            if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is { IsEnum: true } word)
            {
                property.SetValueConverter(typeof(SnakeCaseEnumConverter<>).MakeGenericType(word));
            }
        }
    }
}
