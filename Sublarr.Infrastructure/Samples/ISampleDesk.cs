using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Samples;

/// <summary>What people ask for of the sample data.</summary>
public interface ISampleDesk
{
    /// <summary>What there is of it, and how far it is.</summary>
    Task<SampleStatus> StatusAsync(CancellationToken cancellationToken);

    /// <summary>Adds it, or what is missing of it.</summary>
    Task<SampleAnswer> AddAsync(CancellationToken cancellationToken);

    /// <summary>Removes it with every trace.</summary>
    Task<SampleAnswer> RemoveAsync(CancellationToken cancellationToken);
}

internal sealed class SampleDesk(SampleReading reading, SampleLibrary library, ILanguageProfiles profiles, IJobQueue queue, AuditTrail trail) : ISampleDesk
{
    public Task<SampleStatus> StatusAsync(CancellationToken cancellationToken) => reading.ReadAsync(cancellationToken);

    public async Task<SampleAnswer> AddAsync(CancellationToken cancellationToken)
    {
        var problem = (await StatusAsync(cancellationToken)).State switch
        {
            SampleState.Ready => "The sample data is there already. Remove it first to see it again from the beginning.",
            SampleState.Removing => "The sample data is being removed. Wait until it is gone.",
            _ => library.Problem() ?? await LanguageProblemAsync(cancellationToken),
        };
        return problem is null ? await QueueAsync("added", AddSamplesHandler.NewJob, cancellationToken) : new(null, problem);
    }

    public async Task<SampleAnswer> RemoveAsync(CancellationToken cancellationToken) => (await StatusAsync(cancellationToken)).State == SampleState.None
        ? new(null, "There is no sample data.")
        : await QueueAsync("removed", RemoveSamplesHandler.NewJob, cancellationToken);

    private async Task<SampleAnswer> QueueAsync(string action, NewJob job, CancellationToken cancellationToken)
    {
        await trail.RecordAsync(action, new AuditSubject("sample_data", null, null), [], cancellationToken);
        return new((await queue.EnqueueAsync([job], cancellationToken))[0], null);
    }

    private async Task<string?> LanguageProblemAsync(CancellationToken cancellationToken)
    {
        var english = LanguageCode.Find("en")!.Value;
        var profile = await profiles.ProfileForAsync(new ProfileSubject { Library = library.FolderOf(SampleStory.Imported) }, cancellationToken);
        return profile.Wanted.Any(wanted => wanted.Language.Covers(english))
            ? null
            : $"The sample data has English subtitles, and the profile \"{profile.Name}\" wants none. Add English to it under Languages, and try again.";
    }
}
