using FluentValidation;
using MediatR;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Web.Features.Settings;

/// <summary>What the guard would decide about an address. Nothing is sent to it; a name is looked up.</summary>
internal static class CheckEgress
{
    /// <param name="Address">As a webhook would have it, or host:port.</param>
    public sealed record Query(string Address) : IRequest<Verdict>;

    /// <param name="Host">The host as it is dialled.</param>
    /// <param name="Port">The port.</param>
    /// <param name="IsAllowed">True when a webhook may go there.</param>
    /// <param name="Sentence">What and why.</param>
    /// <param name="Findings">What the name stands for, each with the rule against it.</param>
    public sealed record Verdict(string Host, int Port, bool IsAllowed, string Sentence, IReadOnlyList<EgressFinding> Findings);

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.Address)
            .Must(address => Parse(address) is not null).WithMessage("Enter an address such as http://nas.local:8123/hook, or a host and a port.");
    }

    public sealed class Handler(IEgressGuard guard) : IRequestHandler<Query, Verdict>
    {
        public async Task<Verdict> Handle(Query query, CancellationToken cancellationToken)
        {
            var address = Parse(query.Address)!;
            // The host as the HTTP stack hands it on: other digits and dots have become ordinary ones.
            var host = address.IdnHost;
            var findings = await guard.ExamineAsync(host, address.Port, cancellationToken);
            return new(host, address.Port, findings.Count > 0 && findings.All(finding => finding.Rule is null), SentenceOf(findings), findings);
        }

        private static string SentenceOf(IReadOnlyList<EgressFinding> findings) => findings.FirstOrDefault(finding => finding.Rule is not null) switch
        {
            _ when findings.Count == 0 => "The name has no address here: nothing could be sent.",
            null => $"Webhooks may go there: {string.Join(", ", findings.Select(finding => finding.Address + (finding.ThroughProxy ? " through the proxy" : "")))}.",
            var refused => $"Webhooks may not go there: {refused.Address} is closed by the rule {refused.Rule}; {refused.Remedy}",
        };
    }

    private static Uri? Parse(string text) =>
        Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text.Trim() : $"http://{text.Trim()}", UriKind.Absolute, out var address)
        && address is { Scheme: "http" or "https", Host.Length: > 0, Port: > 0 }
            ? address
            : null;
}
