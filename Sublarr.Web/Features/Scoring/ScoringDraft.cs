using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Web.Features.Scoring;

/// <summary>What is on the page and not yet saved.</summary>
public sealed class ScoringDraft
{
    private readonly Stack<Earlier> _steps = new();
    private string? _lastChanged;

    public ScoringDraft(ScoringState saved) => Load(saved);

    /// <summary>What is stored, as far as the page knows.</summary>
    public ScoringState Saved { get; private set; } = null!;

    /// <summary>What is on the page.</summary>
    public ScoringRules Rules { get; private set; } = ScoringRules.Default;

    /// <summary>The preset that was applied last.</summary>
    public string? ActivePreset { get; private set; }

    /// <summary>What would be saved.</summary>
    public IReadOnlyList<RuleDifference> Differences { get; private set; } = [];

    public bool IsChanged => Differences.Count > 0 || ActivePreset != Saved.ActivePreset;

    public bool CanUndo => _steps.Count > 0;

    /// <summary>Starts from what is stored.</summary>
    public void Load(ScoringState saved)
    {
        (Saved, Rules, ActivePreset) = (saved, saved.Rules, saved.ActivePreset);
        _steps.Clear();
        _lastChanged = null;
        Differences = [];
    }

    /// <summary>Keeps what was changed on the page, as a change of what somebody else has stored meanwhile.</summary>
    public void Rebase(ScoringState saved)
    {
        (Rules, ActivePreset) = (Rules.OnTopOf(saved.Rules, Saved.Rules), ActivePreset == Saved.ActivePreset ? saved.ActivePreset : ActivePreset);
        Saved = saved;

        // The steps before know nothing of what the others changed.
        _steps.Clear();
        _lastChanged = null;
        Differences = RuleDifference.Between(Saved.Rules, Rules);
    }

    /// <summary>Changes what is on the page. A slider on the move is one step to undo, not a hundred.</summary>
    /// <param name="what">What is changed.</param>
    /// <param name="rules">The new rules.</param>
    public void Change(string what, ScoringRules rules) => Step(what, rules, ActivePreset);

    public void SetWeight(MediaType type, ScoringKey key, int points) =>
        Change($"{type}.{key}", Rules with { Weights = Rules.Weights.With(type, key, points) });

    public void SetModifier(string provider, int points) => Change($"provider.{provider}", Rules.WithModifier(provider, points));

    public void Set(string what, ScoringPreferences preferences) => Change(what, Rules with { Preferences = preferences });

    /// <summary>Takes over what a preset names.</summary>
    public void Apply(ScoringPreset preset)
    {
        _lastChanged = null;
        Step($"preset.{preset.Name}", preset.ApplyTo(Rules), preset.Name);
    }

    /// <summary>Gives every key of a type its default.</summary>
    public void ResetTable(MediaType type) => Change(
        $"reset.{type}",
        Rules with { Weights = Rules.Weights.With(ScoringKeyInfo.Of(type).Select(info => new WeightChange(type, info.Key, info.DefaultOf(type)!.Value))) });

    public void Undo()
    {
        if (_steps.TryPop(out var step))
        {
            (Rules, ActivePreset) = (step.Rules, step.ActivePreset);
            _lastChanged = null;
            Differences = RuleDifference.Between(Saved.Rules, Rules);
        }
    }

    private void Step(string what, ScoringRules rules, string? activePreset)
    {
        if (what != _lastChanged)
        {
            _steps.Push(new(Rules, ActivePreset));
        }

        (_lastChanged, Rules, ActivePreset) = (what, rules, activePreset);
        Differences = RuleDifference.Between(Saved.Rules, Rules);
    }

    private readonly record struct Earlier(ScoringRules Rules, string? ActivePreset);
}
