using System.Reflection;
using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.DataProtection;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Library;
using Sublarr.Domain.Settings;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Settings;
using Sublarr.Infrastructure.Transfer;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Transfer;

/// <summary>Looks at the settings by reflection: a setting that is added later is proven here without a change.</summary>
public sealed class SettingsRoundTripTests
{
    /// <summary>What Sublarr notes about a subscription by itself. Whatever else it has, a document must carry.</summary>
    private static readonly string[] Noted =
    [
        "Id", "CreatedAt", "LastTriggeredAt", "LastStatus", "TriggerCount", "ConsecutiveFailures", "FailingSince", "DeadDeliveries",
        "DisabledReason", "DisabledAt", "IsPaused", "PausedAt", "IsAutoDisabled", "IsOff", "DeletedAt",
    ];

    // EventNames is what Filter is made of, Words what the templates are, and the content filter is called filter everywhere outside.
    private static readonly string[] Carried =
    [
        "Channel", "Name", "Filter", "EventNames", "ContentFilterJson", "Settings", "TimeoutSeconds", "RetryCount", "IsEnabled",
        "TitleTemplate", "BodyTemplate", "Words", "QuietHoursJson", "QuietHours",
    ];

    private readonly ChannelSettings _codec = new(new SecretProtector(new EphemeralDataProtectionProvider()));

    public static TheoryData<Type, string> SettingsTypes()
    {
        var data = new TheoryData<Type, string>();
        foreach (var type in typeof(InfrastructureRegistration).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<SettingsOfAttribute>() is { } settings)
            {
                data.Add(type, settings.Channel);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(SettingsTypes))]
    public void Every_setting_survives_export_and_import(Type settings, string channel) =>
        GetType().GetMethod(nameof(RoundTrip), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(settings).Invoke(this, [channel]);

    [Fact]
    public async Task Every_channel_is_carried()
    {
        await using var engine = await Engine.StartAsync();

        var carried = engine.Get<IEnumerable<ITransferChannel>>().Select(channel => channel.Name);

        carried.ShouldBe(engine.Get<IEnumerable<IDeliveryChannel>>().Select(channel => channel.Name), ignoreOrder: true);
    }

    [Fact]
    public void Everything_a_person_sets_on_a_subscription_is_carried() =>
        typeof(Subscription).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)
            .Except(Noted).ShouldBe(Carried, ignoreOrder: true, "A new property must be carried by SubscriptionFields, or be noted here as Sublarr's own.");

    [Fact]
    public void With_lost_keys_an_export_leaves_secrets_out_and_an_import_says_what_to_do()
    {
        var webhook = new Subscription("webhook", DateTimeOffset.UnixEpoch);
        webhook.Edit("Receiver", ["*"], _codec.Write(new WebhookSettings { Url = "http://192.168.1.1/", Secret = WebhookSettings.NewSecret() }), 30, 0);
        var keysOfAnother = new ChannelSettings(new SecretProtector(new EphemeralDataProtectionProvider()));
        var transfer = new TransferChannel<WebhookSettings>("webhook", keysOfAnother, new InlineValidator<WebhookSettings>());
        var reading = new ImportReading(null, new Dictionary<string, string>());
        var exported = transfer.Export(webhook, null);

        using var document = JsonDocument.Parse(exported.ToJsonString());
        transfer.Read(webhook, ["*"], document.RootElement, "subscriptions[0].settings", reading);

        exported["url"]!.GetValue<string>().ShouldBe("http://192.168.1.1/");
        exported.ContainsKey("secret").ShouldBeTrue();
        exported["secret"].ShouldBeNull();
        reading.Problems.ShouldHaveSingleItem().Message.ShouldContain("Restore the folder");
    }

    private void RoundTrip<TSettings>(string channel)
        where TSettings : class, new()
    {
        var settings = (TSettings)Filled(typeof(TSettings));
        var subscription = new Subscription(channel, DateTimeOffset.UnixEpoch);
        subscription.Edit("Filled", ["*"], _codec.Write(settings), 30, 0);
        var transfer = new TransferChannel<TSettings>(channel, _codec, new InlineValidator<TSettings>());
        using var cipher = TransferCipher.Create("four unusual words here");
        var text = transfer.Export(subscription, cipher).ToJsonString();

        using var document = JsonDocument.Parse(text);
        var reading = new ImportReading(cipher, new Dictionary<string, string>());
        var edit = transfer.Read(null, ["*"], document.RootElement, "settings", reading);
        var imported = new Subscription(channel, DateTimeOffset.UnixEpoch);
        imported.Edit("Imported", ["*"], edit.Stored(), 30, 0);
        var result = _codec.Read<TSettings>(imported);

        reading.Problems.ShouldBeEmpty();
        edit.Missing.ShouldBeEmpty();
        var written = document.RootElement.EnumerateObject().Select(member => member.Name).ToList();
        foreach (var property in Properties(typeof(TSettings)).Where(property => !property.IsDefined(typeof(DerivedAttribute))))
        {
            written.ShouldContain(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            JsonSerializer.Serialize(property.GetValue(result)).ShouldBe(JsonSerializer.Serialize(property.GetValue(settings)), property.Name);
            JsonSerializer.Serialize(property.GetValue(result)).ShouldNotBe(JsonSerializer.Serialize(property.GetValue(new TSettings())), $"{property.Name} was not tried with a value of its own");
        }

        foreach (var secret in Properties(typeof(TSettings)).Where(property => property.IsDefined(typeof(SecretAttribute))))
        {
            text.ShouldNotContain(Text(secret.Name), Case.Sensitive, $"{secret.Name} is in the document in plain text");
        }
    }

    private static object Filled(Type type)
    {
        var settings = Activator.CreateInstance(type)!;
        foreach (var property in Properties(type))
        {
            property.SetValue(settings, ValueFor(property.PropertyType, property.Name, property.GetValue(settings)));
        }

        return settings;
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && property.SetMethod is not null);

    private static string Text(string name) => $"a value for {name}";

    private static object ValueFor(Type type, string name, object? present) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var text when text == typeof(string) => Text(name),
        var flag when flag == typeof(bool) => present is not true,
        var number when number == typeof(int) || number == typeof(long) || number == typeof(double) => Convert.ChangeType(Convert.ToInt32(present ?? 0) + 7, number),
        var time when time == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch.AddDays(20_000),
        var span when span == typeof(TimeSpan) => TimeSpan.FromSeconds(77),
        { IsEnum: true } words => Enum.GetValues(words).Cast<object>().Last(),
        var named when named == typeof(Dictionary<string, string>) => new Dictionary<string, string> { ["X-First"] = Text(name), ["X-Second"] = "another" },
        var list when list.IsAssignableFrom(typeof(List<string>)) => new List<string> { "first", "second" },
        var list when list.IsAssignableFrom(typeof(List<int>)) => new List<int> { 5, 300 },
        var list when list.IsAssignableFrom(typeof(List<PathMapping>)) => new List<PathMapping> { new("/first", "/second"), new(@"D:\third", "/fourth") },
        { IsArray: true } array when array.GetElementType() == typeof(string) => new[] { "first", "second" },
        { IsArray: true } array when array.GetElementType() == typeof(int) => new[] { 5, 300 },
        { IsClass: true } record when record.GetConstructor(Type.EmptyTypes) is not null => Filled(record),
        var other => throw new NotSupportedException($"This test must learn to make a value of {other} for {name}."),
    };
}
