using FluentValidation;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Tests.PlugIns.Rookery;

/// <summary>Subtitles that rooks have collected: a provider of one file.</summary>
/// <param name="codec">Reads what a person has entered.</param>
public sealed class RookeryProvider(ChannelSettings codec) : ISubtitleProvider
{
    /// <inheritdoc/>
    public ProviderCapabilities Capabilities { get; } = new("rookery", "Rookery", CandidateBits.Of(ScoringKey.Title)) { Description = "What rooks have collected." };

    /// <inheritdoc/>
    public Task<IReadOnlyList<FoundSubtitle>> SearchAsync(ProviderQuery query, IStoredSettings settings, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FoundSubtitle>>([new FoundSubtitle("rookery", codec.Read<RookerySettings>(settings).Tree, LanguageCode.Find("en")!.Value)]);

    /// <inheritdoc/>
    public Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IStoredSettings settings, CancellationToken cancellationToken) =>
        Task.FromResult(new DownloadedSubtitle($"{subtitle.Id}.srt", "caw"u8.ToArray()));

    /// <inheritdoc/>
    public async IAsyncEnumerable<TestStep> TestAsync(IStoredSettings settings, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield return new("tree climbed", true, $"The {codec.Read<RookerySettings>(settings).Tree} is full of nests.");
    }
}

/// <summary>What a rookery has to be told.</summary>
[SettingsOfProvider("rookery")]
public sealed record RookerySettings
{
    /// <summary>Which tree.</summary>
    [Setting(1, "Tree", Hint = "The one they nest in.", Required = true)]
    public string Tree { get; init; } = "";

    /// <summary>What the rooks listen to.</summary>
    [Secret]
    [Setting(2, "Call", Hint = "What they listen to.")]
    public string Call { get; init; } = "";
}

/// <summary>What no rook would nest in.</summary>
public sealed class RookerySettingsValidator : AbstractValidator<RookerySettings>
{
    /// <summary>The rules.</summary>
    public RookerySettingsValidator() => RuleFor(settings => settings.Tree).NotEmpty().WithMessage("Name the tree, such as the old elm.");
}
