using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Channels.Script.Files;

namespace Sublarr.Infrastructure.Samples;

/// <summary>The script of the sample data's hook. What it says is fixed: whoever may ask for the sample data brings no program of their own onto the server.</summary>
internal sealed class SampleScript(IHookFiles files, AuditTrail trail)
{
    private const string Text =
        """
        #!/bin/sh
        # Belongs to the sample data, and goes with it.
        echo "$SUBLARR_DATA_TITLE has a subtitle in $SUBLARR_DATA_LANGUAGE: $SUBLARR_DATA_RELEASE, $SUBLARR_DATA_SCORE points"

        """;

    private static readonly AuditSubject Subject = new("hook_script", null, SampleStory.Script);

    /// <summary>Writes it.</summary>
    /// <returns>Why it could not be, as a sentence; null when it is there.</returns>
    public async Task<string?> WriteAsync()
    {
        var present = files.Read(SampleStory.Script);
        if (present is not null && !IsOurs(present))
        {
            return $"There is a script {SampleStory.Script} in the hooks folder already, and it stays as it is. Give it another name, and try again.";
        }

        var saved = await trail.RecordAsync(
            "created", Subject, () => Task.FromResult(files.Save(SampleStory.Script, Text, present?.Version, trail.Current.Name)),
            result => [result.Problem is { } problem ? Failed(problem) : new("text", null, null)]);
        return saved.Problem;
    }

    /// <summary>Removes it with all that it ever said.</summary>
    /// <param name="isOurs">True for ours whatever it says by now; otherwise a person's of that name stays.</param>
    /// <returns>Why it could not be, as a sentence; null when nothing of it is there.</returns>
    public async Task<string?> EraseAsync(bool isOurs) => files.Read(SampleStory.Script) is not { } present || (!isOurs && !IsOurs(present))
        ? null
        : await trail.RecordAsync(
            "deleted", Subject, () => Task.FromResult(files.Erase(SampleStory.Script)), problem => problem is null ? [] : [Failed(problem)]);

    private static bool IsOurs(HookText present) => present.Text?.Trim() == Text.Trim();

    private static AuditChange Failed(string problem) => new(AuditTrail.Outcome, null, $"failed: {problem}");
}
