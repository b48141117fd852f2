using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Transfer;

/// <summary>Makes hooks, webhooks, Sonarrs, Radarrs and profiles what a document says: all of it, or nothing.</summary>
public interface IConfigurationImport
{
    /// <summary>Tells what an import would do, and does it unless it is a dry run.</summary>
    Task<ImportResult> RunAsync(ImportRequest request, CancellationToken cancellationToken);
}

/// <summary>A document to import.</summary>
/// <param name="Document">The bytes of the file.</param>
/// <param name="Passphrase">What its secrets were encrypted with; null for none.</param>
/// <param name="Secrets">Secrets that the document leaves out, by their paths.</param>
/// <param name="PlanId">The plan that somebody has agreed to; null for whatever comes out.</param>
/// <param name="IsDryRun">True to store nothing.</param>
public sealed record ImportRequest(
    ReadOnlyMemory<byte> Document, string? Passphrase, IReadOnlyDictionary<string, string> Secrets, string? PlanId, bool IsDryRun);

/// <summary>What came of an import.</summary>
/// <param name="Plan">What happens; null when the document was refused.</param>
/// <param name="IsApplied">True when it is stored.</param>
/// <param name="IsStale">True when something was changed since the plan that was agreed to.</param>
/// <param name="Problems">Why the document was refused.</param>
public sealed record ImportResult(TransferPlan? Plan, bool IsApplied, bool IsStale, IReadOnlyList<TransferProblem> Problems)
{
    internal static ImportResult Refused(IReadOnlyList<TransferProblem> problems) => new(null, false, false, problems);
}

internal sealed class ConfigurationImport(
    IDbContextFactory<SublarrDbContext> contexts, ImportPlanner planner, IEnumerable<ITransferPart> parts, ImportAftermath aftermath, TimeProvider time) : IConfigurationImport
{
    public async Task<ImportResult> RunAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        var head = new ImportReading(null, request.Secrets);
        using var document = TransferDocument.Read(request.Document, head);
        if (document is null)
        {
            return ImportResult.Refused(head.Problems);
        }

        using var cipher = CipherOf(document, request.Passphrase, head);
        if (head.Problems.Count > 0)
        {
            return ImportResult.Refused(head.Problems);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var present = await context.Subscriptions.OrderBy(subscription => subscription.Id).ToListAsync(cancellationToken);
        var reading = new ImportReading(cipher, request.Secrets);
        var steps = planner.Plan(document, present, reading);
        var partSteps = await PartStepsAsync(context, document, reading, cancellationToken);
        if (reading.Problems.Count > 0)
        {
            return ImportResult.Refused(reading.Problems);
        }

        var plan = PlanOf(request.Document, present, steps, [.. partSteps.Select(part => part.Step)]);
        return request switch
        {
            { PlanId: { } agreed } when agreed != plan.Id => new(plan, IsApplied: false, IsStale: true, []),
            { IsDryRun: true } => new(plan, IsApplied: false, IsStale: false, []),
            _ when plan.MissingSecrets.Any(secret => secret.IsRequired) => ImportResult.Refused([.. plan.MissingSecrets.Where(secret => secret.IsRequired).Select(Lacking)]),
            _ => await ApplyAsync(context, plan, steps, partSteps, cancellationToken),
        };
    }

    private async Task<List<(string Section, PartStep Step)>> PartStepsAsync(
        SublarrDbContext context, TransferDocument document, ImportReading reading, CancellationToken cancellationToken)
    {
        var steps = new List<(string, PartStep)>();
        foreach (var part in parts)
        {
            if (document.Part(part.Name) is { Count: > 0 } entries)
            {
                steps.AddRange((await part.PlanAsync(context, entries, reading, cancellationToken)).Select(step => (part.Section, step)));
            }
        }

        return steps;
    }

    private async Task<ImportResult> ApplyAsync(
        SublarrDbContext context, TransferPlan plan, IReadOnlyList<ImportStep> steps, List<(string Section, PartStep Step)> partSteps, CancellationToken cancellationToken)
    {
        var changed = partSteps.FindAll(part => part.Step.Shown.Action != PlannedAction.Keep);
        changed.ForEach(part => part.Step.Apply());
        var applied = new List<AppliedStep>();
        foreach (var step in steps.Where(step => step.Shown.Action != PlannedAction.Keep))
        {
            var subscription = step.Present ?? context.Add(new Subscription(step.Transfer.Name, time.GetUtcNow())).Entity;
            applied.Add(new(subscription, step.Shown, WasEnabled: subscription.IsEnabled, WasGivenUp: subscription.IsAutoDisabled));
            Apply(step, subscription, time.GetUtcNow());
        }

        await context.SaveChangesAsync(cancellationToken);
        // What is stored is stored: nobody's closed tab may keep the deliveries from following it.
        await aftermath.FollowAsync(applied, CancellationToken.None);
        await aftermath.TellAsync(changed.ConvertAll(part => (part.Section, part.Step.Shown)), CancellationToken.None);
        return new(plan, IsApplied: true, IsStale: false, []);
    }

    private static void Apply(ImportStep step, Subscription subscription, DateTimeOffset now)
    {
        var fields = step.Fields;
        var settings = step.Present is null || step.Settings.Changes.Count > 0 ? step.Settings.Stored() : subscription.Settings;
        subscription.Edit(fields.Name, fields.EventNames, settings, fields.TimeoutSeconds, fields.RetryCount);
        subscription.Word(fields.TitleTemplate, fields.BodyTemplate);
        subscription.Hush(fields.QuietHours);
        subscription.Narrow(fields.Filter is { } filter ? JsonSerializer.Serialize(filter) : null);
        if (fields.Enabled && !subscription.IsEnabled)
        {
            subscription.Enable();
        }
        else if (!fields.Enabled && subscription.IsEnabled)
        {
            subscription.Disable(now);
        }
    }

    private static TransferCipher? CipherOf(TransferDocument document, string? passphrase, ImportReading reading)
    {
        if (document.Encryption is null || string.IsNullOrEmpty(passphrase))
        {
            return null;
        }

        var cipher = passphrase.Length <= TransferFormat.LongestPassphrase ? TransferCipher.Of(passphrase, document.Encryption) : null;
        if (cipher is null)
        {
            reading.Refuse(
                "encryption",
                $"Sublarr opens {TransferCipher.Kdf} with {TransferCipher.FewestIterations} to {TransferCipher.MostIterations} iterations and a salt of 16 bytes, and {TransferCipher.Algorithm}.");
        }

        return cipher;
    }

    private static TransferPlan PlanOf(ReadOnlyMemory<byte> document, List<Subscription> present, IReadOnlyList<ImportStep> steps, IReadOnlyList<PartStep> parts)
    {
        var touched = steps.Select(step => step.Present).OfType<Subscription>().ToHashSet();
        return new(
            IdOf(document, touched, parts),
            [.. steps.Select(step => step.Shown), .. parts.Select(part => part.Shown)],
            [.. steps.SelectMany(step => step.MissingSecrets), .. parts.SelectMany(part => part.Missing)],
            [.. present.Where(subscription => !touched.Contains(subscription)).Select(subscription => new OtherSubscription(subscription.Channel, subscription.Name))]);
    }

    private static string IdOf(ReadOnlyMemory<byte> document, IEnumerable<Subscription> touched, IReadOnlyList<PartStep> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(document.Span);
        foreach (var subscription in touched.OrderBy(subscription => subscription.Id))
        {
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new { subscription.Id, subscription.Settings, Fields = ConfigurationExport.FieldsOf(subscription) }));
        }

        foreach (var part in parts)
        {
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(part.Before, TransferFormat.Options));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static TransferProblem Lacking(MissingSecret secret) =>
        new(secret.Path, $"The document leaves out this secret of \"{secret.Name}\", and none is stored here: enter it, or write it into the document.");
}
