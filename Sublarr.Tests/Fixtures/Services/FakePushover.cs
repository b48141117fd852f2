namespace Sublarr.Tests.Fixtures.Services;

/// <summary>Pushover with one application and one user.</summary>
internal sealed class FakePushover : FakeService
{
    public const string Token = "azGDORePK8gMaC0QOYAMyEEuzJnyUi";
    public const string User = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";

    protected override ServiceAnswer Answer(SentRequest request)
    {
        if (request.Path != "/1/messages.json")
        {
            return new(404, "Not Found");
        }

        var form = request.Form;
        return form switch
        {
            _ when form["token"] != Token => Refused("token", "application token is invalid, see https://pushover.net/api"),
            _ when form["user"] != User => Refused("user", "user identifier is not a valid user, group, or subscribed user key, see https://pushover.net/api#identifiers"),
            _ when form["priority"] == "2" && !form.ContainsKey("retry") => Refused("retry", "retry parameter must be supplied for emergency priority"),
            _ when form["priority"] == "2" => new(200, """{"receipt":"rLqVuqTRh62UzxtmqiaLzQmVcPgiCy","status":1,"request":"647d2300-702c-4b38-8b2f-d56326ae460b"}"""),
            _ => new(200, """{"status":1,"request":"647d2300-702c-4b38-8b2f-d56326ae460b"}"""),
        };
    }

    private static ServiceAnswer Refused(string field, string why) =>
        new(400, $$"""{"{{field}}":"invalid","errors":["{{why}}"],"status":0,"request":"5042853c-402d-4a18-abcb-168734a801de"}""");
}
