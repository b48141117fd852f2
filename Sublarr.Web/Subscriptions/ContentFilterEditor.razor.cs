using System.Linq.Expressions;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Sublarr.Domain.Events;
using Sublarr.Domain.Subscriptions;
using Sublarr.Web.Components.Shared;

namespace Sublarr.Web.Subscriptions;

/// <summary>The conditions of a content filter.</summary>
/// <param name="mediator">Tries it.</param>
public sealed partial class ContentFilterEditor(IMediator mediator) : ComponentBase
{
    private ContentFilterRows? rows = new();
    private string? shown;
    private PreviewFilter.Result? preview;
    private EditContext? form;
    private ValidationMessageStore messages = null!;

    /// <summary>The filter as JSON; null for none.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>It was changed.</summary>
    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    /// <summary>The form's property.</summary>
    [Parameter, EditorRequired]
    public required Expression<Func<string?>> For { get; set; }

    /// <summary>The events it narrows.</summary>
    [Parameter, EditorRequired]
    public required List<string> EventNames { get; set; }

    /// <summary>The form around it.</summary>
    [CascadingParameter]
    public required EditContext Form { get; set; }

    private IEnumerable<string> Fields => EventCatalog.All
        .Where(known => new EventFilter(EventNames).Matches(known.Name))
        .SelectMany(known => known.Fields.Select(each => each.Name))
        .Distinct()
        .Order(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (form != Form)
        {
            (form, messages) = (Form, new ValidationMessageStore(Form));
        }

        if (Value != shown)
        {
            (rows, shown, preview) = (ContentFilterText.IsReadable(Value) ? ContentFilterRows.Of(Value) : null, Value, null);
        }
    }

    private Task ChangeJoinAsync(ChangeEventArgs change) => ChangeAsync(() => rows!.Join = Enum.Parse<FilterJoin>(change.Text()));

    private Task ChangeTextAsync(ChangeEventArgs change) => StoreAsync(string.IsNullOrWhiteSpace(change.Text()) ? null : change.Text());

    private Task ChangeAsync(Action change)
    {
        change();
        return StoreAsync(rows!.Json());
    }

    private async Task StoreAsync(string? filter)
    {
        (shown, preview) = (filter, null);
        messages.Clear();
        await ValueChanged.InvokeAsync(filter);
        Form.NotifyFieldChanged(FieldIdentifier.Create(For));
    }

    private async Task PreviewAsync()
    {
        messages.Clear();
        try
        {
            preview = await mediator.Send(new PreviewFilter.Query(EventNames, Value), CancellationToken.None);
        }
        catch (ValidationException invalid)
        {
            messages.Add(FieldIdentifier.Create(For), invalid.Errors.Select(error => error.ErrorMessage));
        }

        Form.NotifyValidationStateChanged();
    }
}
