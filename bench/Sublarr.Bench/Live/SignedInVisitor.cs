using System.Net;
using System.Text.RegularExpressions;
using Sublarr.Bench.Fixtures;

namespace Sublarr.Bench.Live;

/// <summary>A browser without a window that has signed in.</summary>
internal sealed partial class SignedInVisitor : IDisposable
{
    private readonly HttpClient _client;

    private SignedInVisitor(HttpClient client, CookieContainer cookies) => (_client, Cookies) = (client, cookies);

    public CookieContainer Cookies { get; }

    public static async Task<SignedInVisitor> SignInAsync(Uri app)
    {
        var cookies = new CookieContainer();
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = app };
        var page = await client.GetStringAsync("sign-in");
        var fields = HiddenField().Matches(page).ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value));
        fields["Input.UserName"] = AppProgram.UserName;
        fields["Input.Password"] = AppProgram.Password;
        fields["Input.Remember"] = "true";
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync("sign-in", form);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? new(client, cookies)
            : throw new InvalidOperationException($"Signing in was answered with {answer.StatusCode}.");
    }

    /// <summary>A page as it comes before its circuit.</summary>
    public Task<string> GetPageAsync(string path) => _client.GetStringAsync(path);

    /// <summary>What a page comes to over the wire the first time, compressed, with the style sheets and scripts that it names; in bytes.</summary>
    public async Task<long> BytesOfAsync(string path)
    {
        var page = await GetPageAsync(path);
        var files = File().Matches(page).Select(file => WebUtility.HtmlDecode(file.Groups["path"].Value)).Where(file => !file.Contains("://", StringComparison.Ordinal)).Distinct();
        var sum = await BytesOverTheWireAsync(path);
        foreach (var file in files)
        {
            sum += await BytesOverTheWireAsync(file);
        }

        return sum;
    }

    public void Dispose() => _client.Dispose();

    private async Task<long> BytesOverTheWireAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");
        using var answer = await _client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }

    [GeneratedRegex("(?:href|src)=\"(?<path>[^\"]+[.](?:css|js)[^\"]*)\"")]
    private static partial Regex File();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenField();
}
