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

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenField();
}
