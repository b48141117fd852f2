using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Tests.Fixtures;

/// <summary>More webhooks than anybody makes by hand: copies of one that was made through the API.</summary>
internal static class ManyWebhooks
{
    /// <summary>Copies the webhooks that there are until there are so many, named <c>Copy 00001</c> and so on.</summary>
    public static async Task CopyAsync(SublarrDbContext context, int count)
    {
        var columns = await context.Database.SqlQueryRaw<string>("SELECT name AS Value FROM pragma_table_info('subscriptions') WHERE name NOT IN ('id', 'name')").ToListAsync();
        var rest = string.Join(", ", columns.Select(column => $"\"{column}\""));
#pragma warning disable EF1002 // The names of our own columns.
        await context.Database.ExecuteSqlRawAsync(
            $$"""
            WITH RECURSIVE counter (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM counter WHERE n < {{count}})
            INSERT INTO subscriptions (name, {{rest}}) SELECT printf('Copy %05d', n), {{rest}} FROM counter, (SELECT * FROM subscriptions LIMIT 1)
            """);
#pragma warning restore EF1002
    }
}
