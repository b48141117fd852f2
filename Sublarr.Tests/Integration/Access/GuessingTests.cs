using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Security;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Security;

namespace Sublarr.Tests.Integration.Access;

/// <summary>Guesses come over real sockets from several addresses of this machine.</summary>
public sealed class GuessingTests : IAsyncLifetime
{
    private readonly CountedApp app = new();
    private readonly List<Place> places = [];

    [Fact]
    public async Task A_browser_that_has_signed_in_before_gets_in_while_everybody_guesses()
    {
        var owner = From("127.0.0.2");
        (await owner.SignInAsync(SublarrApp.AdminPassword)).ShouldBeTrue();
        owner.ForgetSession();
        for (var guess = 0; guess < 2 * GuessBrake.FreeTriesOfAccount; guess++)
        {
            (await From($"127.0.1.{guess + 1}").SignInAsync("wrong password")).ShouldBeFalse();
            (await From("127.0.0.2").SignInAsync("wrong password")).ShouldBeFalse();
        }

        (await owner.SignInAsync(SublarrApp.AdminPassword)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_new_browser_from_an_address_that_has_not_guessed_gets_in_while_others_guess()
    {
        for (var guess = 0; guess < 2 * GuessBrake.FreeTriesOfAccount; guess++)
        {
            await From($"127.0.1.{guess + 1}").SignInAsync("wrong password");
        }

        (await From("127.0.0.2").SignInAsync(SublarrApp.AdminPassword)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_address_that_guesses_is_not_looked_at_any_more_and_hears_the_same_words()
    {
        var guesser = From("127.0.0.3");
        var texts = new List<string>();
        for (var guess = 0; guess < GuessBrake.FreeTries; guess++)
        {
            texts.Add(await guesser.TextOfSignInAsync(guess % 2 == 0 ? "nobody" : SublarrApp.AdminUser, "wrong password"));
        }

        var checks = app.Checks;
        texts.Add(await guesser.TextOfSignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword));

        texts.Select(Problem).Distinct().ShouldHaveSingleItem().ShouldBe(GuessBrake.Words);
        app.Checks.ShouldBe(checks, "a password that came too early is not hashed");
    }

    [Fact]
    public async Task An_unknown_name_costs_one_hash_as_a_known_one_does()
    {
        await From("127.0.0.4").SignInAsync("wrong password");
        var known = app.Checks;
        await From("127.0.0.5").TextOfSignInAsync("nobody", "wrong password");

        (known, app.Checks - known).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_forged_forwarded_address_makes_no_new_place()
    {
        var guesser = From("127.0.0.6");
        for (var guess = 0; guess < GuessBrake.FreeTries; guess++)
        {
            await guesser.SignInAsync("wrong password", forwardedFor: $"203.0.113.{guess}");
        }

        (await guesser.SignInAsync(SublarrApp.AdminPassword, forwardedFor: "203.0.113.99")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_device_cookie_of_another_making_is_no_known_browser()
    {
        var guesser = From("127.0.0.7");
        guesser.Add(new Cookie("sublarr-device", "forged", "/", "127.0.0.1"));
        for (var guess = 0; guess < GuessBrake.FreeTries; guess++)
        {
            await guesser.SignInAsync("wrong password");
        }

        (await guesser.SignInAsync(SublarrApp.AdminPassword)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:ffff::1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void An_ipv6_subscriber_is_one_place_however_many_addresses_he_has(string one, string other, bool isSame) =>
        (Visitor.NetworkOf(IPAddress.Parse(one)) == Visitor.NetworkOf(IPAddress.Parse(other))).ShouldBe(isSame);

    public Task InitializeAsync()
    {
        app.Listen();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        places.ForEach(place => place.Dispose());
        await app.DisposeAsync();
    }

    private static string Problem(string page) => WebUtility.HtmlDecode(Regex.Match(page, "role=\"alert\">([^<]+)<").Groups[1].Value);

    private Place From(string address)
    {
        var place = new Place(app.ClientOptions.BaseAddress, address);
        places.Add(place);
        return place;
    }

    /// <summary>A browser without scripts at a certain address of this machine.</summary>
    private sealed class Place : IDisposable
    {
        private readonly CookieContainer cookies = new();
        private readonly Uri address;
        private readonly HttpClient client;

        public Place(Uri address, string from)
        {
            this.address = new UriBuilder(address) { Host = "127.0.0.1" }.Uri;
            client = new HttpClient(new SocketsHttpHandler
            {
                CookieContainer = cookies,
                AllowAutoRedirect = false,
                ConnectCallback = async (context, cancellationToken) =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                    await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            })
            { BaseAddress = this.address };
            client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        }

        public void Add(Cookie cookie) => cookies.Add(cookie);

        public void ForgetSession()
        {
            foreach (var cookie in cookies.GetAllCookies().Where(cookie => !cookie.Name.EndsWith("-device", StringComparison.Ordinal)))
            {
                cookie.Expired = true;
            }
        }

        public async Task<bool> SignInAsync(string password, string? forwardedFor = null)
        {
            using var response = await SendAsync(SublarrApp.AdminUser, password, forwardedFor);
            return response.StatusCode == HttpStatusCode.Found;
        }

        public async Task<string> TextOfSignInAsync(string userName, string password)
        {
            using var response = await SendAsync(userName, password, null);
            return await response.Content.ReadAsStringAsync();
        }

        public void Dispose() => client.Dispose();

        private async Task<HttpResponseMessage> SendAsync(string userName, string password, string? forwardedFor)
        {
            var page = await client.GetStringAsync("/sign-in");
            var fields = Regex.Matches(page, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
                .ToDictionary(field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value));
            (fields["Input.UserName"], fields["Input.Password"], fields["Input.Remember"]) = (userName, password, "false");
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent(fields) };
            if (forwardedFor is not null)
            {
                request.Headers.Add("X-Forwarded-For", forwardedFor);
            }

            return await client.SendAsync(request);
        }
    }

    private sealed class CountedApp : SublarrApp
    {
        private readonly CountedHasher hasher = new();

        public int Checks => hasher.Checks;

        protected override void ConfigureWebHost(Microsoft.AspNetCore.Hosting.IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.AddSingleton<IPasswordHasher<Administrator>>(hasher));
        }
    }

    private sealed class CountedHasher : IPasswordHasher<Administrator>
    {
        private int checks;

        public int Checks => checks;

        public string HashPassword(Administrator user, string password) => $"hash of {password}";

        public PasswordVerificationResult VerifyHashedPassword(Administrator user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref checks);
            return hashedPassword == $"hash of {providedPassword}" ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
        }
    }
}
