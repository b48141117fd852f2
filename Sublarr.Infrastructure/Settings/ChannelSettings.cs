using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sublarr.Domain.Events;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Infrastructure.Settings;

/// <summary>Reads and writes the settings of a channel or a provider; what is marked with <see cref="SecretAttribute"/> is encrypted on the way to the database and decrypted on the way back.</summary>
public sealed class ChannelSettings
{
    private static readonly JsonSerializerOptions WithoutSecrets = Options(type => OnSecrets(type, Hide));

    private readonly JsonSerializerOptions _stored;

    // Deliveries share the subscriptions of the directory: each is decrypted once, and forgotten with it.
    private readonly ConditionalWeakTable<IStoredSettings, LastRead> _read = [];

    /// <summary>Creates the codec.</summary>
    /// <param name="protector">Encrypts the secrets.</param>
    public ChannelSettings(ISecretProtector protector) =>
        _stored = Options(type => OnSecrets(type, property => Encrypt(property, protector)));

    /// <summary>The settings, secrets in plain text.</summary>
    /// <typeparam name="TSettings">The settings record.</typeparam>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys in the config folder are not the ones the secrets were encrypted with.</exception>
    public TSettings Read<TSettings>(IStoredSettings stored)
        where TSettings : class
    {
        if (_read.TryGetValue(stored, out var last) && last.Stored == stored.Settings && last.Settings is TSettings known)
        {
            return known;
        }

        var settings = Read<TSettings>(stored, _stored);
        _read.AddOrUpdate(stored, new LastRead(stored.Settings, settings));
        return settings;
    }

    /// <summary>The settings as they are stored, secrets encrypted.</summary>
    /// <typeparam name="TSettings">The settings record.</typeparam>
    public string Write<TSettings>(TSettings settings)
        where TSettings : class => JsonSerializer.Serialize(settings, _stored);

    /// <summary>The settings as they are stored, and the names of those that differ from what is stored now. Unchanged settings keep their stored form.</summary>
    /// <typeparam name="TSettings">The settings record.</typeparam>
    public (string Stored, IReadOnlyList<string> ChangedKeys) Change<TSettings>(IStoredSettings stored, TSettings settings)
        where TSettings : class, new()
    {
        var before = ReadWhatCanBe<TSettings>(stored);
        string[] changed = [.. typeof(TSettings).GetProperties()
            .Where(property => property.GetMethod is { IsStatic: false } && Text(property, before) != Text(property, settings))
            .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))];
        return (changed.Length == 0 && IsReadable<TSettings>(stored) ? stored.Settings : Write(settings), changed);
    }

    /// <summary>What can be read of the settings: without secrets when those cannot be decrypted, and without anything when nothing is readable. For those who mend it.</summary>
    /// <typeparam name="TSettings">The settings record.</typeparam>
    public TSettings ReadWhatCanBe<TSettings>(IStoredSettings stored)
        where TSettings : class, new()
    {
        try
        {
            return Read<TSettings>(stored);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or InvalidDataException)
        {
            return ShowWhatCanBe<TSettings>(stored);
        }
    }

    /// <summary>The same for a list, with empty secrets.</summary>
    /// <typeparam name="TSettings">The settings record.</typeparam>
    public static TSettings ShowWhatCanBe<TSettings>(IStoredSettings stored)
        where TSettings : class, new()
    {
        try
        {
            return ReadWithoutSecrets<TSettings>(stored);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            return new TSettings();
        }
    }

    /// <summary>The settings with empty secrets: all that a list needs, and readable when the keys are lost.</summary>
    /// <typeparam name="TSettings">The settings record.</typeparam>
    public static TSettings ReadWithoutSecrets<TSettings>(IStoredSettings stored)
        where TSettings : class => Read<TSettings>(stored, WithoutSecrets);

    private bool IsReadable<TSettings>(IStoredSettings stored) => _read.TryGetValue(stored, out var last) && last.Stored == stored.Settings && last.Settings is TSettings;

    private static TSettings Read<TSettings>(IStoredSettings stored, JsonSerializerOptions options)
        where TSettings : class =>
        JsonSerializer.Deserialize<TSettings>(stored.Settings, options)
        ?? throw new InvalidDataException("The settings are null: they were stored without any.");

    private static JsonSerializerOptions Options(Action<JsonTypeInfo> modifier) =>
        new(EventJson.Options) { RespectNullableAnnotations = true, TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { modifier } } };

    private static void OnSecrets(JsonTypeInfo type, Action<JsonPropertyInfo> change)
    {
        foreach (var property in type.Properties.Where(property => property.AttributeProvider is PropertyInfo member && member.IsDefined(typeof(SecretAttribute))))
        {
            change(property);
        }
    }

    private static void Encrypt(JsonPropertyInfo property, ISecretProtector protector)
    {
        var (get, set) = (property.Get, property.Set);
        property.Get = owner => Each(get?.Invoke(owner), protector.Protect);
        property.Set = (owner, value) => set?.Invoke(owner, Each(value, protector.Unprotect));
    }

    // The names beside secret values are none, and a list shows them.
    private static void Hide(JsonPropertyInfo property)
    {
        var set = property.Set;
        property.Set = (owner, value) => set?.Invoke(owner, Each(value, _ => ""));
    }

    private static object? Each(object? value, Func<string, string> change) => value switch
    {
        string text => change(text),
        Dictionary<string, string> named => named.ToDictionary(pair => pair.Key, pair => change(pair.Value), named.Comparer),
        _ => value,
    };

    private static string Text<TSettings>(PropertyInfo property, TSettings settings) =>
        JsonSerializer.Serialize(property.GetValue(settings), property.PropertyType, EventJson.Options);

    private sealed record LastRead(string Stored, object Settings);
}
