using FluentValidation;
using MediatR;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Transfer;

namespace Sublarr.Web.Features.Transfer;

/// <summary>All hooks and webhooks as one document.</summary>
internal static class ExportConfiguration
{
    /// <param name="Passphrase">Encrypts the secrets; null or empty to leave them out.</param>
    public sealed record Query(string? Passphrase) : IRequest<Result>
    {
        /// <inheritdoc/>
        public override string ToString() => nameof(ExportConfiguration);
    }

    /// <param name="Document">The document; empty when there is a problem.</param>
    /// <param name="Problems">Why there is none.</param>
    public sealed record Result(byte[] Document, IReadOnlyList<TransferProblem> Problems);

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.Passphrase)
            .Length(TransferFormat.ShortestPassphrase, TransferFormat.LongestPassphrase).When(query => query.Passphrase is { Length: > 0 })
            .WithMessage($"Use at least {TransferFormat.ShortestPassphrase} characters: whoever has the file may guess as often as they like. Four unusual words are good.");
    }

    public sealed class Handler(IConfigurationExport export, AuditTrail trail) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            // Whoever has the file and the passphrase has every secret.
            await trail.RecordAsync(
                "exported", new AuditSubject("configuration", null, null), [new("secrets", null, query.Passphrase is { Length: > 0 } ? "encrypted" : "left out")], cancellationToken);
            var (document, problems) = await export.WriteAsync(query.Passphrase is { Length: > 0 } passphrase ? passphrase : null, cancellationToken);
            return new(document, problems);
        }
    }
}
