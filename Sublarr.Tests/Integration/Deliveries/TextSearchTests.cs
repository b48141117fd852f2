using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Events;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Deliveries;

public sealed class TextSearchTests : IAsyncLifetime
{
    private readonly DeliveryLab _lab = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Theory]
    [InlineData("Ärger im Paradies", "ärger", "ÄRGER IM", "paradies")]
    [InlineData("CAFÉ ÉTOILE", "café é", "étoile", "Cafe\u0301")]
    [InlineData("Дело №7", "ДЕЛО", "дело №", "ело")]
    [InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσευς", "δυσσευσ", "ΔΥΣ")]
    [InlineData("İSTANBUL HİKÂYESİ", "istanbul", "ISTANBUL", "ıstanbul hikâyesi")]
    [InlineData("100% [Uncut] _*?\\", "100%", "[uncut]", "_*?\\")]
    [InlineData("進撃の巨人", "進撃", "巨人", "の")]
    public async Task The_title_of_a_series_finds_its_deliveries_whatever_its_capitals(string title, params string[] texts)
    {
        await using var receiver = WebhookReceiver.Start();
        await _lab.CreateAsync(receiver.Url, "Empfänger ÜBER alles", "subtitle_downloaded");
        await PublishAsync(title);
        await PublishAsync("Another Series");
        await _lab.UntilAsync("succeeded", 2);

        foreach (var text in texts)
        {
            (await CountAsync(text)).ShouldBe(1, text);
        }

        (await CountAsync("über ALLES")).ShouldBe(2);
        (await CountAsync(title + "!")).ShouldBe(0);
    }

    [Fact]
    public async Task Half_a_character_and_a_book_are_looked_for_without_a_fault()
    {
        (await CountAsync("\ud83d")).ShouldBe(0);
        (await CountAsync(new string('ä', 2_000))).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_sent_again_by_hand_is_found_by_its_title_too()
    {
        await using var receiver = WebhookReceiver.Start();
        var id = await _lab.CreateAsync(receiver.Url);
        await PublishAsync("Ärger im Paradies");
        await using var context = await _lab.App.ContextAsync();
        var happened = context.Events.Single(row => row.Name == "subtitle_downloaded");

        await _lab.PostAsync($"/api/v1/events/{happened.Id}/send", new { subscription_id = id });

        (await CountAsync("ÄRGER")).ShouldBe(1);
    }

    private Task PublishAsync(string title) => _lab.App.Services.GetRequiredService<IEventBus>().PublishAsync(
        (SubtitleDownloaded)EventCatalog.Find("subtitle_downloaded")!.ExampleEvent with { Title = title }, EventCause.None, CancellationToken.None);

    private async Task<int> CountAsync(string text) =>
        (await _lab.GetAsync($"/api/v1/deliveries?text={Uri.EscapeDataString(text)}")).GetProperty("total").GetInt32();
}
