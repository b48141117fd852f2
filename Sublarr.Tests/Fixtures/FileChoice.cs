using Microsoft.Playwright;

namespace Sublarr.Tests.Fixtures;

/// <summary>Chooses files as a person does: not in the moment between a field's appearance and Blazor's listening to it, when a choice goes unheard.</summary>
internal static class FileChoice
{
    // Blazor sets it when it begins to listen: https://github.com/dotnet/aspnetcore/blob/main/src/Components/Web.JS/src/InputFile.ts
    private const string IsListening = "field => new Promise(heard => { const look = () => '_blazorInputFileNextFileId' in field ? heard(true) : setTimeout(look, 20); look(); })";

    public static async Task ChooseAsync(this ILocator field, FilePayload file)
    {
        await field.EvaluateAsync<bool>(IsListening);
        await field.SetInputFilesAsync(file);
    }
}
