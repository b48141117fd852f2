using Microsoft.JSInterop;

namespace Sublarr.Web.Components.Shared;

/// <summary>The columns that a person has hidden in this browser, which keeps them. One for each circuit.</summary>
/// <param name="browser">Keeps them.</param>
public sealed class HiddenColumns(IJSRuntime browser)
{
    private Dictionary<string, HashSet<string>> _tables = [];

    /// <summary>Takes over what the browser has kept.</summary>
    /// <param name="kept">Names of columns by table; null when it has kept nothing that can be read.</param>
    public void Load(IReadOnlyDictionary<string, string[]>? kept) => _tables = kept?.ToDictionary(table => table.Key, table => table.Value.ToHashSet()) ?? [];

    /// <summary>Whether a column is hidden.</summary>
    public bool Has(string table, string column) => _tables.TryGetValue(table, out var hidden) && hidden.Contains(column);

    /// <summary>Hides these of a table, and shows its others.</summary>
    public async Task SetAsync(string table, IEnumerable<string> columns)
    {
        _tables[table] = [.. columns];
        await browser.InvokeVoidAsync("sublarr.hideColumns", table, _tables[table]);
    }
}
