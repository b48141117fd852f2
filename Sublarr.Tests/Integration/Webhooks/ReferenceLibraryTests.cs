extern alias reference;

using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Tests.Fixtures;
using StandardWebhook = reference::StandardWebhooks.StandardWebhook;
using WebhookVerificationException = reference::StandardWebhooks.Diagnostics.WebhookVerificationException;

namespace Sublarr.Tests.Integration.Webhooks;

/// <summary>Requests as they came over the wire, checked by code that is not ours: what receivers in other languages will do with them.</summary>
public sealed class ReferenceLibraryTests
{
    private const string Former = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Present = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private const string Stranger = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [FactWith("node", "ReferenceVerifiers/node_modules/standardwebhooks")]
    public async Task The_reference_library_for_JavaScript_verifies_what_was_sent() => await ShouldVerifyAsync("node", "verify.cjs");

    [FactWith("python3")]
    public async Task Python_verifies_what_was_sent_with_what_comes_with_it() => await ShouldVerifyAsync("python3", "verify.py");

    // It looks at the first signature alone, that of the new secret (findings/): what the former secret is worth is not asked here.
    [Fact]
    public async Task The_reference_library_for_CSharp_verifies_what_was_sent()
    {
        var single = await CaptureAsync(settings => settings);
        var rotating = await CaptureAsync(settings => settings.Rotate(Present, DateTimeOffset.UtcNow, TimeSpan.FromHours(1)));

        Verify(Former, single, single.Body);
        Verify(Present, rotating, rotating.Body);
        Should.Throw<WebhookVerificationException>(() => Verify(Stranger, rotating, rotating.Body));
        Should.Throw<WebhookVerificationException>(() => Verify(Former, single, [.. single.Body, (byte)' ']));
    }

    private static void Verify(string secret, ReceivedRequest request, byte[] body)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in request.Headers)
        {
            headers[name] = value;
        }

        new StandardWebhook(secret).Verify(Encoding.UTF8.GetString(body), headers);
    }

    private static async Task ShouldVerifyAsync(string program, string script)
    {
        var single = await CaptureAsync(settings => settings);
        var rotating = await CaptureAsync(settings => settings.Rotate(Present, DateTimeOffset.UtcNow, TimeSpan.FromHours(1)));

        var answers = await AskAsync(
            program,
            script,
            (Former, single, single.Body),
            (Former, rotating, rotating.Body),
            (Present, rotating, rotating.Body),
            (Stranger, rotating, rotating.Body),
            (Former, single, [.. single.Body, (byte)' ']));

        answers.Take(3).ShouldAllBe(answer => answer == "accepted");
        answers.Skip(3).ShouldAllBe(answer => answer.StartsWith("refused: "));
        answers.Count.ShouldBe(5);
    }

    private static async Task<ReceivedRequest> CaptureAsync(Func<WebhookSettings, WebhookSettings> change)
    {
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab();
        var settings = change(new WebhookSettings { Url = receiver.Url, Secret = Former });
        await lab.Channel.DeliverAsync(lab.Delivery(settings, @event: SubtitleDownloaded.Example with { Title = "進撃の巨人 – “Café” \\ \"x\" 🎬" }), CancellationToken.None);
        return receiver.Request;
    }

    private static async Task<List<string>> AskAsync(string program, string script, params (string Secret, ReceivedRequest Request, byte[] Body)[] questions)
    {
        var start = new ProcessStartInfo(program, [Path.Combine(Repository.Folder, "Sublarr.Tests", "ReferenceVerifiers", script)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        foreach (var (secret, request, body) in questions)
        {
            var headers = request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value);
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { secret, headers, body = Convert.ToBase64String(body) }));
        }

        process.StandardInput.Close();
        var answers = await process.StandardOutput.ReadToEndAsync();
        var complaint = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, complaint);
        return [.. answers.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
