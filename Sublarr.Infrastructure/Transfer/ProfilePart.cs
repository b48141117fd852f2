using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Languages;
using Sublarr.Infrastructure.Languages;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Transfer;

/// <summary>A profile of languages as the document has it. It is found again by its name.</summary>
internal sealed record TransferredProfile
{
    public string Name { get; init; } = "";

    public List<WantedLanguage> Languages { get; init; } = [];

    /// <summary>A language, <c>any</c>, or empty for none.</summary>
    public string Cutoff { get; init; } = "";

    public int? MinimumPercent { get; init; }

    public List<string> MustContain { get; init; } = [];

    public List<string> MustNotContain { get; init; } = [];

    /// <summary>True for the one that holds for whatever has no other.</summary>
    public bool Default { get; init; }

    /// <summary>The tags that it holds for.</summary>
    public List<string> Tags { get; init; } = [];

    /// <summary>The libraries that it holds for.</summary>
    public List<string> Libraries { get; init; } = [];
}

/// <summary>Carries profiles of languages with the tags and libraries they hold for. Those of single titles stay: a title is known by a number that means nothing elsewhere.</summary>
internal sealed class ProfilePart : ITransferPart
{
    public string Name => TransferFormat.LanguageProfiles;

    public string Section => "language_profiles";

    public async Task<JsonArray> ExportAsync(SublarrDbContext context, TransferCipher? cipher, CancellationToken cancellationToken)
    {
        var assignments = await context.ProfileAssignments.AsNoTracking().ToListAsync(cancellationToken);
        var profiles = (await context.LanguageProfiles.AsNoTracking().ToListAsync(cancellationToken)).OrderBy(profile => profile.Name, StringComparer.Ordinal).ToList();
        // As it is from the start, it is so everywhere.
        return profiles is [{ Id: LanguageProfile.FirstId, Version: 1 }] && assignments.Count == 1
            ? []
            : [.. profiles.Select(profile => JsonSerializer.SerializeToNode(Read(profile, assignments), TransferFormat.Options))];
    }

    public async Task<IReadOnlyList<PartStep>> PlanAsync(SublarrDbContext context, IReadOnlyList<JsonElement> items, ImportReading reading, CancellationToken cancellationToken)
    {
        var assignments = await context.ProfileAssignments.ToListAsync(cancellationToken);
        var present = await context.LanguageProfiles.ToListAsync(cancellationToken);
        var steps = new List<PartStep>();
        var claims = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (item, index) in items.Select((item, index) => (item, index)))
        {
            var path = $"{Name}[{index}]";
            if (ItemName.Find(item, path, reading) is { } name)
            {
                var profile = present.Find(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
                steps.Add(Step(context, item, path, profile, assignments, claims, reading));
            }
        }

        return steps;
    }

    private static PartStep Step(
        SublarrDbContext context, JsonElement item, string path, LanguageProfile? profile, List<ProfileAssignment> assignments, HashSet<string> claims, ImportReading reading)
    {
        var before = profile is null ? null : Read(profile, assignments);
        var known = reading.Problems.Count;
        var after = Overlay.Lay(before ?? new TransferredProfile(), item.EnumerateObject(), path, "", reading);
        // What holds for something goes on doing so unless another one of the document claims it.
        after = after with { Default = after.Default || before is { Default: true }, Tags = Joined(before?.Tags, after.Tags), Libraries = Joined(before?.Libraries, after.Libraries) };
        var terms = TermsOf(after, path, reading);
        foreach (var problem in reading.Problems.Count > known ? [] : terms.Problems())
        {
            reading.Refuse($"{path}.{SettingsEdit.FieldOf(problem.Field)}", problem.Message);
        }

        Claim(item, after, path, claims, reading);
        List<FieldChange> changes = [.. FieldDifferences.Between(before, after)];
        return new(
            new("language_profile", after.Name, PartStep.ActionOf(before, changes), changes), before,
            () => Apply(context, profile, terms, terms.Name.Length > 0 && IsTermsChanged(before, after), Asked(item, after), assignments));
    }

    private static void Apply(
        SublarrDbContext context, LanguageProfile? present, ProfileTerms terms, bool isChanged, List<(ProfileScope Scope, string Key)> holds, List<ProfileAssignment> assignments)
    {
        var profile = present ?? context.Add(new LanguageProfile(terms)).Entity;
        if (present is not null && isChanged)
        {
            present.Edit(terms);
        }

        foreach (var (scope, key) in holds)
        {
            if (assignments.Find(known => known.Scope == scope && known.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } assignment)
            {
                Point(context, assignment, profile);
            }
            else
            {
                Point(context, context.Add(new ProfileAssignment(scope, key, profile.Id)).Entity, profile);
            }
        }
    }

    // A new profile has its number only once it is stored: until then EF Core knows it by another, and puts the real one in its place.
    private static void Point(SublarrDbContext context, ProfileAssignment assignment, LanguageProfile profile)
    {
        var (key, target) = (context.Entry(profile).Property(known => known.Id), context.Entry(assignment).Property(known => known.ProfileId));
        target.CurrentValue = key.CurrentValue;
        target.IsTemporary = key.IsTemporary;
    }

    private static void Claim(JsonElement item, TransferredProfile profile, string path, HashSet<string> claims, ImportReading reading)
    {
        foreach (var (scope, key) in Asked(item, profile).Append((Scope: ProfileScope.Title, Key: profile.Name)))
        {
            if (!claims.Add($"{scope}/{key}"))
            {
                reading.Refuse(path, scope == ProfileScope.Title
                    ? $"The document has \"{profile.Name}\" twice: rename or remove one."
                    : $"Another profile of the document holds for the same ({scope.ToString().ToLowerInvariant()} {key}): only one can.");
            }
        }
    }

    // What the document itself says, and not what is here already.
    private static List<(ProfileScope Scope, string Key)> Asked(JsonElement item, TransferredProfile profile)
    {
        var holds = new List<(ProfileScope, string)>();
        if (item.TryGetProperty("default", out var isDefault) && isDefault.ValueKind == JsonValueKind.True)
        {
            holds.Add((ProfileScope.Default, ""));
        }

        holds.AddRange(profile.Tags.Where(tag => Names(item, "tags", tag)).Select(tag => (ProfileScope.Tag, tag)));
        holds.AddRange(profile.Libraries.Where(library => Names(item, "libraries", library)).Select(library => (ProfileScope.Library, library)));
        return holds;
    }

    private static bool Names(JsonElement item, string list, string text) => item.TryGetProperty(list, out var named) && named.ValueKind == JsonValueKind.Array
        && named.EnumerateArray().Any(entry => entry.ValueKind == JsonValueKind.String && text.Equals(entry.GetString()!.Trim(), StringComparison.OrdinalIgnoreCase));

    private static ProfileTerms TermsOf(TransferredProfile profile, string path, ImportReading reading)
    {
        var cutoff = profile.Cutoff.Length == 0 ? null : Cutoff.Read(profile.Cutoff);
        if (cutoff is null && profile.Cutoff.Length > 0)
        {
            reading.Refuse($"{path}.cutoff", $"\"{profile.Cutoff}\" is no language: use one of the profile's, \"any\", or an empty text for none.");
        }

        if (profile.Tags.Concat(profile.Libraries).FirstOrDefault(key => key.Length is 0 or > ProfileAssignment.LongestKey) is not null)
        {
            reading.Refuse(path, $"A tag or a library is empty or longer than {ProfileAssignment.LongestKey} characters: correct it.");
        }

        return new(profile.Name, profile.Languages)
        {
            Cutoff = cutoff,
            MinimumPercent = profile.MinimumPercent,
            MustContain = profile.MustContain,
            MustNotContain = profile.MustNotContain,
        };
    }

    private static bool IsTermsChanged(TransferredProfile? before, TransferredProfile after) =>
        before is null || FieldDifferences.Between(before with { Default = after.Default, Tags = after.Tags, Libraries = after.Libraries }, after).Any();

    private static List<string> Joined(List<string>? before, List<string> after) =>
        [.. (before ?? []).Concat(after.Select(text => text.Trim())).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    private static TransferredProfile Read(LanguageProfile profile, List<ProfileAssignment> assignments)
    {
        var held = assignments.FindAll(assignment => assignment.ProfileId == profile.Id);
        return new()
        {
            Name = profile.Name,
            Languages = [.. profile.Wanted],
            Cutoff = profile.Cutoff?.Text ?? "",
            MinimumPercent = profile.MinimumPercent,
            MustContain = [.. profile.MustContain],
            MustNotContain = [.. profile.MustNotContain],
            Default = held.Exists(assignment => assignment.Scope == ProfileScope.Default),
            Tags = Keys(held, ProfileScope.Tag),
            Libraries = Keys(held, ProfileScope.Library),
        };
    }

    private static List<string> Keys(List<ProfileAssignment> held, ProfileScope scope) =>
        [.. held.Where(assignment => assignment.Scope == scope).Select(assignment => assignment.Key).Order(StringComparer.Ordinal)];
}
