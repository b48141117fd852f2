using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Tests.Unit.Notifications;

/// <summary>What can be set for each target, and what cannot.</summary>
public sealed class TargetSettingsTests : IDisposable
{
    private const string UserKey = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";
    private const string BotToken = "987654321:AAF-abcdefghijklmnopqrstuvwxyz12345";

    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<ISecretProtector>(new SecretProtector(new EphemeralDataProtectionProvider()))
        .AddSingleton(new SublarrOptions())
        .AddSingleton(new OutboundOptions())
        .AddSettings()
        .AddOutbound()
        .AddSettingsOf(typeof(InfrastructureRegistration).Assembly)
        .BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData("gotify", "url app_token priority headers")]
    [InlineData("pushover", "user_key api_token priority retry expire ttl encryption_key url headers")]
    [InlineData("telegram", "bot_token chat_id thread_id url headers")]
    [InlineData("discord", "webhook_url thread_id silent headers")]
    [InlineData("slack", "webhook_url headers")]
    [InlineData("apprise", "url key urls tags headers")]
    [InlineData("email", "host port security verify_certificate username password from to")]
    [InlineData("jellyfin", "url api_key path_mappings headers")]
    [InlineData("emby", "url api_key path_mappings headers")]
    [InlineData("kodi", "url username password update_library show_notification path_mappings headers")]
    [InlineData("plex", "url token path_mappings headers")]
    public void The_names_of_settings_are_a_contract(string kind, string names) => string.Join(' ', Form(kind).Fields.Select(field => field.Name)).ShouldBe(names);

    [Theory]
    [InlineData("gotify", """{"url":"https://gotify.lan/below/","app_token":"A1234567"}""")]
    [InlineData("pushover", $$"""{"user_key":"{{UserKey}}","api_token":"{{UserKey}}","priority":"emergency","retry":30,"expire":10800}""")]
    [InlineData("telegram", $$"""{"bot_token":"{{BotToken}}","chat_id":"-1001234567890","thread_id":4}""")]
    [InlineData("telegram", $$"""{"bot_token":"{{BotToken}}","chat_id":"@my_channel"}""")]
    [InlineData("discord", """{"webhook_url":"https://discord.com/api/webhooks/1/abc","thread_id":"1187450230472155136","silent":true}""")]
    [InlineData("slack", """{"webhook_url":"https://hooks.slack.com/services/T0/B0/x"}""")]
    [InlineData("apprise", """{"url":"http://apprise.lan:8000","key":"family","tags":"a, b"}""")]
    [InlineData("apprise", """{"url":"http://apprise.lan:8000","urls":"tgram://token/42, json://hook.lan"}""")]
    [InlineData("email", """{"host":"smtp.example.org","from":"Sublarr <sublarr@example.org>","to":["me@example.org","Ann <ann@exämple.org>"]}""")]
    [InlineData("email", """{"host":"smtp.example.org","port":465,"security":"tls","username":"ann","password":"x","from":"a@example.org","to":["b@example.org"]}""")]
    public void What_services_give_out_is_taken(string kind, string settings) => Problems(kind, settings).ShouldBeEmpty();

    [Theory]
    [InlineData("gotify", """{"url":"gotify.lan","app_token":"A1"}""", "url", "must start with http://")]
    [InlineData("gotify", """{"url":"https://gotify.lan/?token=A1","app_token":"A1"}""", "url", "remove ? or #")]
    [InlineData("gotify", """{"url":"https://gotify.lan","app_token":""}""", "app_token", "under Apps")]
    [InlineData("gotify", """{"url":"https://gotify.lan","app_token":"A1","priority":11}""", "priority", "0 to 10")]
    [InlineData("gotify", """{"url":"https://gotify.lan","app_token":"A1","headers":{"Host":"x"}}""", "headers", "sets the header Host itself")]
    [InlineData("pushover", $$"""{"user_key":"me@example.org","api_token":"{{UserKey}}"}""", "user_key", "An e-mail address is none")]
    [InlineData("pushover", $$"""{"user_key":"{{UserKey}}","api_token":"{{UserKey}}","retry":29}""", "retry", "30 seconds to 3 hours")]
    [InlineData("pushover", $$"""{"user_key":"{{UserKey}}","api_token":"{{UserKey}}","expire":10801}""", "expire", "30 seconds to 3 hours")]
    [InlineData("pushover", $$"""{"user_key":"{{UserKey}}","api_token":"{{UserKey}}","encryption_key":"abc"}""", "encryption_key", "64 digits")]
    [InlineData("telegram", $$"""{"bot_token":"bot{{BotToken}}","chat_id":"1"}""", "bot_token", "from @BotFather")]
    [InlineData("telegram", $$"""{"bot_token":"{{BotToken}}","chat_id":"My group"}""", "chat_id", "A chat is a number")]
    [InlineData("discord", """{"webhook_url":""}""", "webhook_url", "Enter the address")]
    [InlineData("discord", """{"webhook_url":"https://discord.com/api/webhooks/1/abc","thread_id":"news"}""", "thread_id", "A thread is a number")]
    [InlineData("apprise", """{"url":"http://apprise.lan:8000"}""", "key", "Enter the key of a stored configuration, or addresses")]
    [InlineData("apprise", """{"url":"http://apprise.lan:8000","key":"a","urls":"json://x"}""", "key", "takes one of them")]
    [InlineData("apprise", """{"url":"http://apprise.lan:8000","key":"a/b"}""", "key", "letters, digits, _ and -")]
    [InlineData("apprise", """{"url":"http://apprise.lan:8000","urls":"json://x","tags":"a"}""", "tags", "of a stored configuration")]
    [InlineData("email", """{"host":"smtp://mail","from":"a@example.org","to":["b@example.org"]}""", "host", "without smtp://")]
    [InlineData("email", """{"host":"mail","port":465,"from":"a@example.org","to":["b@example.org"]}""", "security", "choose tls")]
    [InlineData("email", """{"host":"mail","from":"nobody","to":["b@example.org"]}""", "from", "Enter the address")]
    [InlineData("email", """{"host":"mail","from":"a@example.org","to":[]}""", "to", "1 to 20 addresses")]
    [InlineData("email", """{"host":"mail","from":"a@example.org","to":["b@example.org","ünknown@example.org"]}""", "to", "\"ünknown@example.org\" is no address")]
    [InlineData("email", """{"host":"mail","password":"x","from":"a@example.org","to":["b@example.org"]}""", "password", "Enter the user name")]
    public void What_cannot_be_used_is_named_with_what_helps(string kind, string settings, string field, string message)
    {
        var problem = Problems(kind, settings).ShouldHaveSingleItem();

        problem.Path.ShouldBe($"settings.{field}");
        problem.Message.ShouldContain(message);
    }

    private IChannelForm Form(string kind) => _services.GetServices<IChannelForm>().Single(form => form.Channel == kind);

    private IReadOnlyList<SettingProblem> Problems(string kind, string settings) => Form(kind).ProblemsOf(null, JsonNode.Parse(settings)!.AsObject(), ["*"]);
}
