#!/usr/bin/env bash
# MudBlazor 9.12.0 (NuGet), drawn by the HtmlRenderer of .NET 10: what a theme and a link of the menu hold in memory for each page that is open.
#
# One would guess: a theme that an application has one of is in memory once, and a link costs what it shows, some hundred bytes.
# Seen: MudThemeProvider writes its style sheet anew for each page that is open, 12,000 characters for a theme in which nothing was changed, and after the second time that
# it was drawn the page holds it twice: Blazor keeps what a component drew last and, for reuse, what it drew before. With it a provider holds 25 to 45 kB, and 50 to 70 from then on.
# A MudNavLink with an icon is three components (it, the framework's NavLink, MudIcon), and each component that has drawn anything has at least one list of 32 frames, with what
# they know of their parameters beside it: 11 kB for a link, where a plain one that looks alike takes less than one.
#
# For Sublarr: open pages share one style sheet, and the menu is one component of plain links with MudBlazor's classes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk.Razor">
  <PropertyGroup>
    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable><RootNamespace>Finding</RootNamespace>
    <ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>
  </PropertyGroup>
  <ItemGroup>
    <FrameworkReference Include="Microsoft.AspNetCore.App" />
    <PackageReference Include="MudBlazor" Version="[9.12.0]" />
  </ItemGroup>
</Project>
PROJECT
cat >_Imports.razor <<'RAZOR'
@using Microsoft.AspNetCore.Components
@using MudBlazor
RAZOR
cat >Links.razor <<'RAZOR'
@for (var number = 0; number < Count; number++)
{
    <MudNavLink Href="@Page.Addresses[number]" Icon="@Icons.Material.Outlined.Dns">Page</MudNavLink>
}
@code { [Parameter] public int Count { get; set; } }
RAZOR
cat >PlainLinks.razor <<'RAZOR'
@for (var number = 0; number < Count; number++)
{
    <div class="mud-nav-item"><a class="mud-nav-link" href="@Page.Addresses[number]"><svg class="mud-icon-root" viewBox="0 0 24 24">@((MarkupString)Icons.Material.Outlined.Dns)</svg>Page</a></div>
}
@code { [Parameter] public int Count { get; set; } }
RAZOR
cat >Themes.razor <<'RAZOR'
@for (var number = 0; number < Count; number++)
{
    <MudThemeProvider @key="number" IsDarkMode="isDark" />
}
@code {
    private bool isDark;
    [Parameter] public int Count { get; set; }
    public static Themes? Last { get; private set; }
    protected override void OnInitialized() => Last = this;
    public void Switch() { isDark = !isDark; StateHasChanged(); }
}
RAZOR
cat >Page.cs <<'CODE'
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using MudBlazor.Services;

namespace Finding;

/// <summary>What is drawn in a renderer of its own, and how many bytes it holds then.</summary>
public static class Page
{
    public static readonly string[] Addresses = [.. Enumerable.Range(0, 400).Select(number => $"page/{number}")];

    public static async Task<long> HeldAsync<T>(int count, Action? then = null)
        where T : IComponent
    {
        await using var services = new ServiceCollection().AddLogging().AddMudServices()
            .AddSingleton<NavigationManager, Standing>().AddSingleton<IJSRuntime, NoScript>().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var root = await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Count"] = count }));
            then?.Invoke();
            await root.QuiescenceTask;
            var held = GC.GetTotalMemory(forceFullCollection: true) - before;
            GC.KeepAlive(root);
            return held;
        });
    }

    private sealed class Standing : NavigationManager
    {
        public Standing() => Initialize("http://localhost/", "http://localhost/");
    }

    private sealed class NoScript : IJSRuntime
    {
        public ValueTask<T> InvokeAsync<T>(string name, object?[]? arguments) => default;
        public ValueTask<T> InvokeAsync<T>(string name, CancellationToken stop, object?[]? arguments) => default;
    }
}
CODE
cat >Program.cs <<'CODE'
using System.Globalization;
using Finding;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Action twice = () => Themes.Last!.Switch();
Action thrice = () => { Themes.Last!.Switch(); Themes.Last!.Switch(); };

Console.WriteLine($"a MudNavLink with an icon holds {Within(await EachAsync<Links>(100, 400, null), 8_000, 15_000)} bytes");
Console.WriteLine($"a plain link that looks alike holds {Within(await EachAsync<PlainLinks>(100, 400, null), 200, 900)} bytes");
Console.WriteLine($"a MudThemeProvider drawn once holds {Within(await EachAsync<Themes>(10, 40, null), 25_000, 45_000)} bytes");
Console.WriteLine($"a MudThemeProvider drawn twice holds {Within(await EachAsync<Themes>(10, 40, twice), 50_000, 70_000)} bytes, and thrice {Within(await EachAsync<Themes>(10, 40, thrice), 50_000, 70_000)}");

// The difference of many and few: what is there once is in both.
static async Task<long> EachAsync<T>(int few, int many, Action? then)
    where T : Microsoft.AspNetCore.Components.IComponent
{
    await Page.HeldAsync<T>(1, then);
    var least = await Page.HeldAsync<T>(few, then);
    return (await Page.HeldAsync<T>(many, then) - least) / (many - few);
}

static string Within(long value, long least, long most) =>
    value >= least && value <= most ? $"{least:N0} to {most:N0}" : $"{value:N0}, which is not {least:N0} to {most:N0},";
CODE
dotnet run | tee seen
diff - seen <<'SEEN'
a MudNavLink with an icon holds 8,000 to 15,000 bytes
a plain link that looks alike holds 200 to 900 bytes
a MudThemeProvider drawn once holds 25,000 to 45,000 bytes
a MudThemeProvider drawn twice holds 50,000 to 70,000 bytes, and thrice 50,000 to 70,000
SEEN
