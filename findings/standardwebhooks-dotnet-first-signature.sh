#!/usr/bin/env bash
# StandardWebhooks 1.1.2 (NuGet, .NET) beside standardwebhooks 1.1.1 (npm, JavaScript): a header with two signatures.
#
# One would guess: the specification lets `webhook-signature` hold several signatures, separated by blanks, so that a secret can be changed
# without a gap; a receiver accepts the message when one of them is right.
# Seen: the JavaScript library does. The .NET library looks at the first alone: the same message is accepted when the signature of its own
# secret stands first and refused ("No matching signature found") when it stands second, also behind one of a version it does not know.
#
# For Sublarr: while a secret is changed, the new one's signature goes first. A receiver built on the .NET library refuses what comes between the
# change and the moment it is given the new secret, and gets it again by the retries; the other way round it would refuse everything from that
# moment to the end of the grace period.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /><PackageReference Include="StandardWebhooks" Version="[1.1.2]" /></ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'CODE'
using Microsoft.AspNetCore.Http;
using StandardWebhooks;

const string Former = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Present = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const string Id = "msg_1", Body = "{\"type\":\"subtitle_downloaded\"}";
var now = DateTimeOffset.UtcNow;
string Sign(string secret) => new StandardWebhook(secret).Sign(Id, now, Body);

foreach (var (name, signature, secret) in new[]
{
    ("dotnet first", $"{Sign(Former)} {Sign(Present)}", Former),
    ("dotnet second", $"{Sign(Former)} {Sign(Present)}", Present),
    ("dotnet behind v1a", $"v1a,AAAA {Sign(Present)}", Present),
})
{
    var headers = new HeaderDictionary { ["webhook-id"] = Id, ["webhook-timestamp"] = $"{now.ToUnixTimeSeconds()}", ["webhook-signature"] = signature };
    try
    {
        new StandardWebhook(secret).Verify(Body, headers);
        Console.WriteLine($"{name}: accepted");
    }
    catch (Exception refusal)
    {
        Console.WriteLine($"{name}: {refusal.Message}");
    }
}

File.WriteAllText("message.txt", $"{now.ToUnixTimeSeconds()}\n{Sign(Former)} {Sign(Present)}\n{Body}");
CODE
cat >package.json <<'JSON'
{ "private": true, "dependencies": { "standardwebhooks": "1.1.1" } }
JSON
cat >second.cjs <<'CODE'
const { Webhook } = require("standardwebhooks");
const [timestamp, signature, body] = require("node:fs").readFileSync("message.txt", "utf8").split("\n");
const headers = { "webhook-id": "msg_1", "webhook-timestamp": timestamp, "webhook-signature": signature };
new Webhook("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD").verify(body, headers);
console.log("javascript second: accepted");
CODE

{
  dotnet run --nologo
  npm install --silent --no-audit --no-fund >/dev/null
  node second.cjs
} | tee seen
diff seen - <<'EXPECTED'
dotnet first: accepted
dotnet second: No matching signature found
dotnet behind v1a: No matching signature found
javascript second: accepted
EXPECTED
echo "As found."
