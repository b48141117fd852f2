using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Backups;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Retention;
using Sublarr.Infrastructure.Samples;
using Sublarr.Infrastructure.Schedules;
using Sublarr.Infrastructure.Search;
using Sublarr.Infrastructure.Wanted;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

internal static class SqliteRegistration
{
    /// <summary>Keeps everything in SQLite: the store, with what answers the ports to its tables, and EF Core.</summary>
    public static IServiceCollection AddSqlite(this IServiceCollection services) => services
        .AddSingleton<SqliteDatabase>()
        .AddSingleton<IStore>(provider => provider.GetRequiredService<SqliteDatabase>())
        .AddSingleton<IJobTable, JobTable>()
        .AddSingleton<IJobNoteTable, JobNoteTable>()
        .AddSingleton<IJobKeys, JobKeys>()
        .AddSingleton<IScheduleTable, ScheduleTable>()
        .AddSingleton<IJobTurns, JobTurns>()
        .AddSingleton<IJobWaits, JobWaits>()
        .AddSingleton<IJobFigures, JobFigures>()
        .AddSingleton<IEventTable, EventTable>()
        .AddSingleton<IStoredEvents, StoredEvents>()
        .AddSingleton<IIncomingTable, IncomingTable>()
        .AddSingleton<IVideoChanges, VideoChangeTable>()
        .AddSingleton<TitleMerge>()
        .AddSingleton<ILibraryTable, LibraryTable>()
        .AddSingleton<IHistoryTable, HistoryTable>()
        .AddSingleton<IWantedTable, WantedTable>()
        .AddSingleton<ISearchTable, SearchTable>()
        .AddSingleton<ISubscriptionTable, SubscriptionTable>()
        .AddSingleton<IHeldTable, HeldTable>()
        .AddSingleton<IQuietTable, QuietTable>()
        .AddSingleton<IDeliveryFigures, DeliveryFigures>()
        .AddSingleton<IPastTables, PastTables>()
        .AddSingleton<ISampleTable, SampleTable>()
        .AddSingleton<DatabaseCheck>()
        .AddSingleton<IDatabaseCopies, DatabaseCopies>()
        .AddSingleton<DatabaseMigration>()
        .AddSingleton<DatabaseSetup>()
        .AddHostedService<DatabaseWatch>()
        .AddDbContextFactory<SublarrDbContext, SublarrContexts>((provider, context) => context
            .UseSqlite(provider.GetRequiredService<SqliteDatabase>().ConnectionString)
            // Whether every change of the model has its migration is a question for the tests: to ask it, EF Core makes the whole model anew as it migrates.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .AddInterceptors(provider.GetRequiredService<StorageInterceptor>()));
}
