using System.Net;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.Backups;
using Sublarr.Tests.Shared;

namespace Sublarr.Tests.EndToEnd;

/// <summary>Back to a backup, as a process that stops and is started again.</summary>
public sealed class RestoreJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task What_was_when_the_backup_was_made_is_there_again_after_the_next_start()
    {
        using var folder = new TemporaryFolder();
        var port = LocalPort.Free();
        string name;
        await using (var sublarr = await SublarrProcess.StartAsync(folder.Path, port))
        {
            await sublarr.PostAsync("/api/v1/hooks", new { name = "Before", event_name = "*", script_path = "before.sh" });
            await File.WriteAllTextAsync(folder.File("hooks/before.sh"), "before");
            await sublarr.PostAsync("/api/v1/backups", new { });
            await Eventually.TrueAsync(async () => (await sublarr.GetAsync("/api/v1/backups")).GetArrayLength() == 1, () => sublarr.Output);
            name = (await sublarr.GetAsync("/api/v1/backups"))[0].GetProperty("name").GetString()!;
            await sublarr.PostAsync("/api/v1/hooks", new { name = "After", event_name = "*", script_path = "after.sh" });
            File.Delete(folder.File("hooks/before.sh"));
            await File.WriteAllTextAsync(folder.File("hooks/after.sh"), "after");

            await sublarr.PostAsync($"/api/v1/backups/{name}/restore", new { });

            (await sublarr.EndAsync()).ShouldBe(0, sublarr.Output);
        }

        BackupYard.Ask(folder.File("sublarr.db"), "SELECT GROUP_CONCAT(name) FROM subscriptions").ShouldBe("Before,After", "nothing is changed before the next start");
        await using (var sublarr = await SublarrProcess.StartAsync(folder.Path, port))
        {
            (await NamesAsync(sublarr, "/api/v1/hooks")).ShouldBe(["Before"]);
            Directory.GetFiles(folder.File("hooks")).Select(Path.GetFileName).ShouldBe(["before.sh"]);
            // It answers a moment before all has started.
            await Eventually.TrueAsync(() => Directory.GetDirectories(folder.Path, "restore*").Length == 0, sublarr.Output);
            var backups = (await sublarr.GetAsync("/api/v1/backups")).EnumerateArray().ToList();
            backups.Count.ShouldBe(2, "one of before the restore was made");
            (await sublarr.GetAsync("/api/v1/audit?subject=backup")).GetProperty("items")[0].GetProperty("action").GetString().ShouldBe("restored");
            // The job that made the backup ran when the database was copied: it is not run again, and nobody is told that it failed.
            await Eventually.TrueAsync(async () => (await JobStatesAsync(sublarr)).TrueForAll(state => state == "succeeded"), () => "a job of the backup ran again");
            (await sublarr.GetAsync("/api/v1/backups")).GetArrayLength().ShouldBe(2);

            await sublarr.PostAsync($"/api/v1/backups/{backups.Select(backup => backup.GetProperty("name").GetString()).Single(other => other != name)}/restore", new { });
            (await sublarr.EndAsync()).ShouldBe(0, sublarr.Output);
        }

        await using (var sublarr = await SublarrProcess.StartAsync(folder.Path, port))
        {
            (await NamesAsync(sublarr, "/api/v1/hooks")).ShouldBe(["Before", "After"], ignoreOrder: true);
            Directory.GetFiles(folder.File("hooks")).Select(Path.GetFileName).ShouldBe(["after.sh"]);
        }
    }

    [Fact]
    public async Task A_backup_is_uploaded_to_another_Sublarr_with_its_keys()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        byte[] zip;
        await using (var sublarr = await SublarrProcess.StartAsync(folder.Path, LocalPort.Free()))
        {
            await sublarr.PostAsync("/api/v1/webhooks", new { name = "Receiver", url = "http://127.0.0.1:65000/hook", event_names = new[] { "*" }, secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" });
            await sublarr.PostAsync("/api/v1/backups", new { });
            await Eventually.TrueAsync(async () => (await sublarr.GetAsync("/api/v1/backups")).GetArrayLength() == 1, () => sublarr.Output);
            zip = await sublarr.Client.GetByteArrayAsync($"/api/v1/backups/{(await sublarr.GetAsync("/api/v1/backups"))[0].GetProperty("name").GetString()}");
        }

        var port = LocalPort.Free();
        await using (var sublarr = await SublarrProcess.StartAsync(elsewhere.Path, port))
        {
            using var answer = await sublarr.Client.PostAsync("/api/v1/backups/restore", new ByteArrayContent(zip));
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            (await sublarr.EndAsync()).ShouldBe(0, sublarr.Output);
        }

        await using (var sublarr = await SublarrProcess.StartAsync(elsewhere.Path, port))
        {
            (await NamesAsync(sublarr, "/api/v1/webhooks")).ShouldBe(["Receiver"]);
            Directory.GetFiles(elsewhere.File("keys")).Select(Path.GetFileName).ShouldBe(Directory.GetFiles(folder.File("keys")).Select(Path.GetFileName), ignoreOrder: true, "its secrets are read with them alone");
        }
    }

    [Fact]
    public async Task In_the_browser_a_backup_is_made_asked_about_and_restored_and_the_page_says_so_afterwards()
    {
        using var folder = new TemporaryFolder();
        var port = LocalPort.Free();
        await using (var sublarr = await SublarrProcess.StartAsync(folder.Path, port))
        {
            var page = await OpenAsync(sublarr);
            await Assertions.Expect(page.GetByText("There is no backup yet")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Backup now" }).ClickAsync();
            var row = page.GetByRole(AriaRole.Row, new() { NameRegex = new("manual.zip") });
            await Assertions.Expect(row).ToHaveCountAsync(1);
            await Assertions.Expect(row).ToContainTextAsync("By hand");
            var download = await page.RunAndWaitForDownloadAsync(() => row.GetByRole(AriaRole.Link, new() { NameRegex = new("Download") }).ClickAsync());
            (await File.ReadAllBytesAsync(await download.PathAsync())).ShouldBe(await File.ReadAllBytesAsync(BackupYard.Backups(folder.File("backups"))[0]));

            await row.GetByRole(AriaRole.Button, new() { NameRegex = new("Restore") }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("What came after it is lost");
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Then Sublarr stops");
            await page.GetByRole(AriaRole.Button, new() { Name = "Leave all as it is" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            File.Exists(folder.File("restore/mark.json")).ShouldBeFalse();
            await row.GetByRole(AriaRole.Button, new() { NameRegex = new("Restore") }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Restore it" }).ClickAsync();

            (await sublarr.EndAsync()).ShouldBe(0, sublarr.Output);
        }

        await using (var sublarr = await SublarrProcess.StartAsync(folder.Path, port))
        {
            var page = await OpenAsync(sublarr);
            await Assertions.Expect(page.GetByText("Sublarr was started with what")).ToBeVisibleAsync();
            (await page.FaultsAsync()).ShouldBeEmpty();
            foreach (var width in (int[])[390, 1280])
            {
                await page.SetViewportSizeAsync(width, 900);
                await Shots.TakeAsync(page, $"backups-{width}");
            }

            await page.GetByLabel("Backup", new() { Exact = true }).ChooseAsync(new FilePayload { Name = "other.zip", MimeType = "application/zip", Buffer = [1, 2, 3] });
            await page.GetByRole(AriaRole.Button, new() { Name = "Restore it" }).ClickAsync();
            await Assertions.Expect(page.GetByText("It is no zip file")).ToBeVisibleAsync();

            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Delete") }).First.ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Delete it" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new("manual.zip") })).ToHaveCountAsync(1);
        }
    }

    private async Task<IPage> OpenAsync(SublarrProcess sublarr)
    {
        var page = await chromium.OpenAsync(sublarr.Address);
        await page.GotoAsync(new Uri(sublarr.Address, "/settings/backups").ToString());
        await page.GetByLabel("User name").FillAsync(AppProgram.UserName);
        await page.GetByLabel("Password").FillAsync(AppProgram.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Backups", Level = 1 })).ToBeVisibleAsync();
        return page;
    }

    private static async Task<List<string>> NamesAsync(SublarrProcess sublarr, string path) => [.. (await sublarr.GetAsync(path)).EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    private static async Task<List<string>> JobStatesAsync(SublarrProcess sublarr) =>
        [.. (await sublarr.GetAsync("/api/v1/jobs?kind=scheduled-backup")).GetProperty("items").EnumerateArray().Select(job => job.GetProperty("state").GetString()!)];
}
