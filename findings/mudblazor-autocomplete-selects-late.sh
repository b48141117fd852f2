#!/usr/bin/env bash
# MudBlazor 9.12.0 and bUnit 2.15.2 (NuGet), .NET 10: what a MudAutocomplete asks of the browser when it gets the focus.
#
# One would guess: on Blazor Server, letters typed after the key Tab are safe, as they stand in the browser's own input.
# Seen: on each focus the component, unless told SelectOnActivation="false", asks the browser from the server to select all that stands in the field (mudElementRef.select).
# The answer to a focus takes one way to the server and back. What was typed in that time is selected with the rest, and the next letter takes its place: with 250 ms and a letter
# each 60 ms, Chromium 156 kept so little of "Failed" that the list offered Succeeded first. The key Tab has selected the text already, in the browser and at once.
# OpenOnFocus="false" does not change that: the list stays closed, and the field is selected all the same.
#
# For Sublarr: its lists to choose from are told not to, and a few lines of script select the text of a list that is clicked. A test types over a slow line.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk.Razor">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable><RootNamespace>Finding</RootNamespace></PropertyGroup>
  <ItemGroup>
    <FrameworkReference Include="Microsoft.AspNetCore.App" />
    <PackageReference Include="MudBlazor" Version="[9.12.0]" />
    <PackageReference Include="bunit" Version="[2.15.2]" />
  </ItemGroup>
</Project>
PROJECT
cat >_Imports.razor <<'RAZOR'
@using Microsoft.AspNetCore.Components
@using MudBlazor
RAZOR
cat >Choice.razor <<'RAZOR'
<MudPopoverProvider />
<MudAutocomplete T="string" Label="State" SearchFunc="FindAsync" OpenOnFocus="false" SelectOnActivation="Selects" />
@code {
    private static readonly string[] states = ["Succeeded", "Failed", "Cancelled"];
    [Parameter] public bool Selects { get; set; } = true;
    private Task<IEnumerable<string>> FindAsync(string? text, CancellationToken cancellationToken) =>
        Task.FromResult(states.Where(state => state.Contains(text ?? "", StringComparison.OrdinalIgnoreCase)));
}
RAZOR
cat >Program.cs <<'CODE'
using Bunit;
using Finding;
using MudBlazor.Services;

Console.WriteLine($"as it comes: {await AskedOnFocusAsync(selects: true)}");
Console.WriteLine($"told not to: {await AskedOnFocusAsync(selects: false)}");

static async Task<string> AskedOnFocusAsync(bool selects)
{
    await using var context = new BunitContext();
    context.JSInterop.Mode = JSRuntimeMode.Loose;
    context.Services.AddMudServices();
    var page = context.Render<Choice>(parameters => parameters.Add(choice => choice.Selects, selects));
    var before = context.JSInterop.Invocations.Count;
    await page.Find("input").FocusAsync(new());
    return context.JSInterop.Invocations.Skip(before).Count(call => call.Identifier == "mudElementRef.select") == 1 ? "everything is selected" : "nothing is selected";
}
CODE
dotnet run --verbosity quiet >seen 2>err || { cat err seen; exit 1; }
cat seen
diff seen - <<'SEEN'
as it comes: everything is selected
told not to: nothing is selected
SEEN
