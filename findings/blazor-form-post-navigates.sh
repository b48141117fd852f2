#!/usr/bin/env bash
# ASP.NET Core 10, static server-side Blazor: a form is posted to a page whose OnInitializedAsync calls NavigateTo.
#
# One would guess: the answer is a redirect, as it is where the page is asked for with GET.
# Seen: it is where something was awaited before NavigateTo. Where nothing was, the answer to the POST is 400 ("no form on the page currently
# has that name"), with the Location of the redirect on it, which no browser follows from a 400.
#
# For Sublarr: a page that may send its visitor elsewhere on arrival doesn't do it at once when a form of its own can be posted to it; the check
# stands before the page, as an endpoint's or a middleware's.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
</Project>
PROJECT
cat >App.razor <<'CODE'
@namespace Finding
@using Microsoft.AspNetCore.Components.Routing
<Router AppAssembly="typeof(App).Assembly"><Found Context="data"><RouteView RouteData="data" /></Found></Router>
CODE
cat >Start.razor <<'CODE'
@page "/start"
@namespace Finding
@using Microsoft.AspNetCore.Components.Forms
@using Microsoft.AspNetCore.Components.Web
@inject NavigationManager Navigation
<form method="post" @formname="form" @onsubmit="() => { }"><AntiforgeryToken /></form>
@code {
    [SupplyParameterFromQuery] public string Go { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Go == "later")
        {
            await Task.Delay(20);
        }

        if (Go != "nowhere")
        {
            Navigation.NavigateTo("/end");
        }
    }
}
CODE
cat >Program.cs <<'CODE'
using System.Text.RegularExpressions;
using Finding;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddRazorComponents();
await using var app = builder.Build();
app.UseAntiforgery();
app.MapRazorComponents<App>();
await app.StartAsync();

using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
var token = Regex.Match(await client.GetStringAsync("/start?go=nowhere"), "name=\"__RequestVerificationToken\" value=\"(.+?)\"").Groups[1].Value;
foreach (var go in new[] { "nowhere", "later", "now" })
{
    using var got = await client.GetAsync($"/start?go={go}");
    using var posted = await client.PostAsync($"/start?go={go}", new FormUrlEncodedContent([new("_handler", "form"), new("__RequestVerificationToken", token)]));
    Console.WriteLine($"{go}: GET {(int)got.StatusCode}, POST {(int)posted.StatusCode} {posted.Headers.Location?.AbsolutePath}".Trim());
}
CODE

dotnet run --nologo | tee seen
diff seen - <<'EXPECTED'
nowhere: GET 200, POST 200
later: GET 302, POST 302 /end
now: GET 302, POST 400 /end
EXPECTED
echo "As found."
