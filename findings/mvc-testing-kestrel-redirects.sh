#!/usr/bin/env bash
# Microsoft.AspNetCore.Mvc.Testing 10.0.15 (NuGet): WebApplicationFactory on the in-memory server and, by UseKestrel, on a real one.
#
# One would guess: ClientOptions.AllowAutoRedirect = false gives a client that shows the redirect, on either server.
# Seen: on the in-memory one it does. On Kestrel the client follows the redirect all the same, and the test sees the page behind it.
#
# For Sublarr: tests that look at a redirect on Kestrel make an HttpClient of their own, with the address that the factory's client has.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="Microsoft.AspNetCore.Mvc.Testing" Version="[10.0.15]" /></ItemGroup>
</Project>
PROJECT
# The factory looks for a solution, and in it for a folder named like the application.
mkdir finding
: >finding.sln
cat >Program.cs <<'CODE'
using Microsoft.AspNetCore.Mvc.Testing;

if (args.Contains("look"))
{
    foreach (var kestrel in new[] { false, true })
    {
        using var factory = new WebApplicationFactory<Program>();
        factory.ClientOptions.AllowAutoRedirect = false;
        if (kestrel)
        {
            factory.UseKestrel(0);
            factory.StartServer();
        }

        using var client = factory.CreateClient();
        using var answer = await client.GetAsync("/away");
        Console.WriteLine($"{(kestrel ? "Kestrel" : "in memory")}: {(int)answer.StatusCode} of {answer.RequestMessage!.RequestUri!.AbsolutePath}");
    }

    return;
}

var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();
app.MapGet("/away", () => Results.Redirect("/end"));
app.MapGet("/end", () => "end");
app.Run();
CODE

dotnet run --nologo -- look | tee seen
diff seen - <<'EXPECTED'
in memory: 302 of /away
Kestrel: 200 of /end
EXPECTED
echo "As found."
