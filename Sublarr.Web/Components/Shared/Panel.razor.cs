using Microsoft.AspNetCore.Components;
using Sublarr.Web.Live;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Components.Shared;

/// <summary>One query on the screen, in one of four states: loading, error, empty, data.</summary>
/// <typeparam name="TData">The query's answer; null is shown as empty.</typeparam>
public sealed partial class Panel<TData>(ILogger<Panel<TData>> logger) : LiveComponent
{
    private readonly CancellationTokenSource disposed = new();
    private TData? data;
    private object? loadedKey;
    private string? problem;
    private bool hasData;
    private bool isLoading;
    private int load;

    /// <summary>What it shows; without a title there is no heading.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Asks for the data.</summary>
    [Parameter, EditorRequired]
    public Func<CancellationToken, Task<TData>> Load { get; set; } = default!;

    /// <summary>What the question depends on: when it changes, it is asked again.</summary>
    [Parameter]
    public object? Key { get; set; }

    /// <summary>Which live changes make the answer old; without it the panel is not live.</summary>
    [Parameter]
    public Func<LiveBatch, bool>? When { get; set; }

    /// <summary>The shortest time between two live updates.</summary>
    [Parameter]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether there is nothing to show.</summary>
    [Parameter]
    public Func<TData, bool>? IsEmpty { get; set; }

    /// <summary>Says what to do when there is nothing to show.</summary>
    [Parameter]
    public RenderFragment? Empty { get; set; }

    /// <summary>Buttons and links beside the title.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>Shows the data.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<TData> ChildContent { get; set; } = default!;

    /// <summary>A style class of the panel.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Asks again, unless the page was left meanwhile: what is undone later may come from elsewhere.</summary>
    public Task ReloadAsync() => disposed.IsCancellationRequested ? Task.CompletedTask : LoadAsync(isQuiet: false);

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        disposed.Cancel();
        disposed.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (When is not null)
        {
            Listen(_ => LoadAsync(isQuiet: true), batch => When?.Invoke(batch) != false, Pause);
        }
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (load == 0 || !Equals(Key, loadedKey))
        {
            loadedKey = Key;
            await LoadAsync(isQuiet: false);
        }
    }

    private async Task LoadAsync(bool isQuiet)
    {
        var mine = ++load;
        isLoading = !isQuiet;
        try
        {
            var answer = await Load(disposed.Token);
            if (mine == load)
            {
                (data, hasData, problem) = (answer, true, null);
            }
        }
        catch (OperationCanceledException) when (disposed.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, Title);
            // What a newer load has brought stands.
            problem = mine == load ? StorageFault.Of(exception) ?? exception.Message : problem;
        }

        if (mine == load)
        {
            isLoading = false;
            StateHasChanged();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The panel {Title} could not read its data")]
    private partial void LogFailed(Exception exception, string? title);
}
