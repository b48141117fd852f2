using Microsoft.Playwright;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

public sealed class ScriptEditorTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_hook_is_written_in_the_browser_coloured_stored_and_runs()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);
        await page.GotoAsync($"{app.ClientOptions.BaseAddress}hooks/new");

        await page.GetByLabel("Name").FillAsync("Says hello");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log to a file" }).ClickAsync();
        var editor = page.GetByRole(AriaRole.Textbox, new() { Name = "Script", Exact = true });
        await Assertions.Expect(editor).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^#!/bin/sh\n"));
        // Line numbers come from the script that also gives Tab its meaning; before it is there, Tab leaves the field.
        await Assertions.Expect(page.Locator(".numbers")).ToContainTextAsync("2");
        await editor.FillAsync("#!/bin/sh\nif true; then\n");
        await editor.PressAsync("End");
        await editor.PressAsync("Tab");
        await page.Keyboard.TypeAsync("echo \"hello\"\nfi\n");
        await Assertions.Expect(page.Locator(".sheet .hljs-keyword")).ToHaveTextAsync(["if", "then", "fi"]);
        await Assertions.Expect(page.Locator(".numbers")).ToContainTextAsync("5");
        await Assertions.Expect(page.Locator("#field-ScriptPath")).ToHaveValueAsync("log-to-file.sh");
        await page.GetByText("Subtitle downloaded").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create hook" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/hooks$"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Test Says hello" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send test" }).ClickAsync();

        await Assertions.Expect(page.GetByText("It works")).ToBeVisibleAsync();
        var file = Path.Combine(app.ConfigDirectory, "hooks", "log-to-file.sh");
        (await File.ReadAllTextAsync(file)).ShouldBe("#!/bin/sh\nif true; then\n    echo \"hello\"\nfi\n");
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Of_two_tabs_the_second_is_told_and_decides()
    {
        await using var app = new SublarrApp();
        var first = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(first);
        var file = Path.Combine(app.ConfigDirectory, "hooks", "copy.sh");
        await File.WriteAllTextAsync(file, "#!/bin/sh\r\n");
        var second = await chromium.OpenAsync(app.ClientOptions.BaseAddress);
        await app.SignInAsync(second);
        foreach (var page in (IPage[])[first, second])
        {
            await page.GotoAsync($"{app.ClientOptions.BaseAddress}hooks/new");
            await page.GetByRole(AriaRole.Combobox, new() { Name = "Script" }).FillAsync("copy.sh");
            await page.GetByRole(AriaRole.Combobox, new() { Name = "Script" }).BlurAsync();
            await Assertions.Expect(page.GetByText("hooks/copy.sh is not executable")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Edit script" }).ClickAsync();
        }

        await StoreAsync(first, "#!/bin/sh\necho first\n");
        await Assertions.Expect(first.GetByText("copy.sh is stored")).ToBeVisibleAsync();
        await StoreAsync(second, "#!/bin/sh\necho second\n");
        await Assertions.Expect(second.GetByText("Somebody has changed copy.sh since you opened it.")).ToBeVisibleAsync();
        var untouched = await File.ReadAllTextAsync(file);
        await second.GetByRole(AriaRole.Button, new() { Name = "Store mine instead" }).ClickAsync();
        await Assertions.Expect(second.GetByText("copy.sh is stored")).ToBeVisibleAsync();

        untouched.ShouldBe("#!/bin/sh\necho first\n");
        (await File.ReadAllTextAsync(file)).ShouldBe("#!/bin/sh\necho second\n");
        await second.GetByText("3 revisions").ClickAsync();
        await Assertions.Expect(second.GetByText("by admin")).ToHaveCountAsync(2);
    }

    private static async Task StoreAsync(IPage page, string text)
    {
        await page.Locator("textarea[aria-label=Script]").FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save script" }).ClickAsync();
    }
}
