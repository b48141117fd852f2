using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Access;

/// <summary>A browser without scripts: keeps cookies, sends forms with what they hide, and is told of every redirect.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient client;

    public Browser(SublarrApp app)
        : this(app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }))
    {
    }

    /// <param name="client">What keeps the cookies and follows no redirect.</param>
    public Browser(HttpClient client)
    {
        this.client = client;
        client.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8");
    }

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(path);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => client.SendAsync(request);

    public Task<HttpResponseMessage> SignInAsync(string userName, string password, string query = "", bool remember = false) => SubmitAsync(
        "/sign-in" + query,
        new() { ["Input.UserName"] = userName, ["Input.Password"] = password, ["Input.Remember"] = remember ? "true" : "false" });

    public Task<HttpResponseMessage> SetUpAsync(string userName, string password, string? again = null) => SubmitAsync(
        "/setup", new() { ["Input.UserName"] = userName, ["Input.Password"] = password, ["Input.PasswordAgain"] = again ?? password });

    /// <summary>Opens the page and sends its form.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, Dictionary<string, string> fields)
    {
        var hidden = await ReadHiddenFieldsAsync(path);
        return await PostAsync(path, hidden.Concat(fields));
    }

    public async Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await client.PostAsync(path, content);
    }

    public async Task<Dictionary<string, string>> ReadHiddenFieldsAsync(string path)
    {
        var page = await client.GetStringAsync(path);
        return HiddenField().Matches(page).ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value));
    }

    public async Task<bool> IsSignedInAsync() => (await GetAsync("/")).StatusCode == HttpStatusCode.OK;

    public void Dispose() => client.Dispose();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenField();
}
