using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Samples;

internal static class SamplesRegistration
{
    /// <summary>Adds the sample data: what it is made of, how it comes and goes, and what people see of it.</summary>
    public static IServiceCollection AddSamples(this IServiceCollection services) => services
        .AddSingleton<SampleLibrary>()
        .AddSingleton<SampleScript>()
        .AddSingleton<SampleFiles>()
        .AddSingleton<SampleBelongings>()
        .AddSingleton<SampleSetup>()
        .AddSingleton<SampleReport>()
        .AddSingleton<SampleReceiver>()
        .AddSingleton<IHouseReceiver>(provider => provider.GetRequiredService<SampleReceiver>())
        .AddSingleton<SampleWatch>()
        // After the library, which has stored the video by then.
        .AddSingleton<ILibraryWatch>(provider => provider.GetRequiredService<SampleWatch>())
        .AddSingleton<SamplePurge>()
        .AddSingleton<SampleReading>()
        .AddSingleton<ISampleDesk, SampleDesk>();
}
