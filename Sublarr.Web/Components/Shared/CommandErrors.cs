using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Sublarr.Web.Components.Shared;

/// <summary>Shows what a command's validator said at the fields of the form around it, which are named like the command's.</summary>
public sealed class CommandErrors : ComponentBase, IDisposable
{
    /// <summary>What a field says that takes whole numbers and holds something else: its <c>ParsingErrorMessage</c>.</summary>
    public const string NotWhole = "Enter a whole number.";

    private ValidationMessageStore? _messages;

    /// <summary>The form around it.</summary>
    [CascadingParameter]
    public required EditContext Form { get; set; }

    /// <summary>Shows the messages.</summary>
    public void Show(ValidationException problem)
    {
        foreach (var error in problem.Errors)
        {
            // A command that carries its form names the field as "Form.Name".
            Show(error.PropertyName[(error.PropertyName.LastIndexOf('.') + 1)..], error.ErrorMessage);
        }
    }

    /// <summary>Shows a message at one field; at none when the field's name is empty.</summary>
    public void Show(string field, string message) => Show(Form.Field(field), message);

    /// <summary>Shows a message at a field of another object than the form's.</summary>
    public void Show(FieldIdentifier field, string message)
    {
        _messages!.Add(field, message);
        Form.NotifyValidationStateChanged();
    }

    /// <summary>Forgets the messages of the try before: the form is sent.</summary>
    public void Clear()
    {
        _messages!.Clear();
        Form.Properties[FieldProblem.IsSent] = true;
        Form.NotifyValidationStateChanged();
        Form.Properties.Remove(FieldProblem.IsSent);
    }

    /// <summary>Forgets the messages of the try before; false when a field of numbers holds what is none, and says so: what it held before is not what is meant.</summary>
    public bool TryBegin()
    {
        Clear();
        return !Form.GetValidationMessages().Contains(NotWhole);
    }

    /// <inheritdoc/>
    public void Dispose() => Form.OnFieldChanged -= ForgetField;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _messages = new ValidationMessageStore(Form);
        Form.OnFieldChanged += ForgetField;
    }

    private void ForgetField(object? sender, FieldChangedEventArgs change)
    {
        _messages!.Clear(change.FieldIdentifier);
        Form.NotifyValidationStateChanged();
    }
}
