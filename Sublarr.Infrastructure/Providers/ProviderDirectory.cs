using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Providers;

/// <summary>The providers that scans have found, with what people have set and how they fare.</summary>
public sealed class ProviderDirectory
{
    private readonly List<(ISubtitleProvider Provider, IProviderForm Form)> _all;
    private readonly IDbContextFactory<SublarrDbContext> _contexts;

    /// <summary>Creates it.</summary>
    /// <param name="providers">The providers.</param>
    /// <param name="forms">Their settings.</param>
    /// <param name="contexts">The database.</param>
    public ProviderDirectory(IEnumerable<ISubtitleProvider> providers, IEnumerable<IProviderForm> forms, IDbContextFactory<SublarrDbContext> contexts)
    {
        var byName = forms.ToDictionary(form => form.Provider, StringComparer.Ordinal);
        _all = [.. providers.Select(provider => (provider, FormOf(provider, byName)))];
        _contexts = contexts;
    }

    /// <summary>Tells the catalog what they can, before anybody scores what they find.</summary>
    public void Introduce() => ProviderCapabilities.Include(_all.Select(known => known.Provider.Capabilities));

    /// <summary>All of them, in the order of the catalog.</summary>
    public async Task<IReadOnlyList<InstalledProvider>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Providers.AsNoTracking().ToDictionaryAsync(row => row.Name, cancellationToken);
        var states = await context.ProviderStates.AsNoTracking().ToDictionaryAsync(state => state.Name, cancellationToken);
        var places = ProviderCapabilities.All.Index().ToDictionary(entry => entry.Item.Name, entry => entry.Index, StringComparer.Ordinal);
        return
        [
            .. _all.Where(known => !known.Provider.Capabilities.IsHiddenUntilSet || rows.ContainsKey(known.Provider.Name))
                .OrderBy(known => places.GetValueOrDefault(known.Provider.Name, int.MaxValue)).Select(known => new InstalledProvider(
                known.Provider, known.Form, rows.GetValueOrDefault(known.Provider.Name) ?? new ProviderRow(known.Provider.Name),
                states.GetValueOrDefault(known.Provider.Name) ?? new ProviderState(known.Provider.Name))),
        ];
    }

    /// <summary>One of them; null for a name that nobody has, and for one that stands in no list yet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<InstalledProvider?> FindAsync(string name, CancellationToken cancellationToken) =>
        _all.Exists(known => known.Provider.Name == name) ? (await ListAsync(cancellationToken)).FirstOrDefault(known => known.Name == name) : null;

    /// <summary>How the settings of one are shown and changed; null for a name that nobody has.</summary>
    /// <param name="name">Its name.</param>
    public IProviderForm? FormOf(string name) => _all.Find(known => known.Provider.Name == name).Form;

    private static IProviderForm FormOf(ISubtitleProvider provider, Dictionary<string, IProviderForm> forms) => forms.GetValueOrDefault(provider.Name)
        ?? throw new InvalidOperationException(
            $"The provider \"{provider.Name}\" has no record marked with [SettingsOfProvider(\"{provider.Name}\")]: write one, empty if need be, with its validator.");
}

/// <summary>A provider with what is set and how it fares.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Form">How its settings are shown and changed.</param>
/// <param name="Row">What is set.</param>
/// <param name="State">How it fares.</param>
public sealed record InstalledProvider(ISubtitleProvider Provider, IProviderForm Form, ProviderRow Row, ProviderState State)
{
    /// <summary>Its name.</summary>
    public string Name => Provider.Name;

    /// <summary>What people call it.</summary>
    public string Label => Provider.Capabilities.Label;
}
