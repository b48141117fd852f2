using FluentValidation;
using Sublarr.Infrastructure.Backups;

namespace Sublarr.Web.Features.Backups;

/// <summary>A command about one backup. Its name is all that comes from outside, and leads nowhere but into the folder.</summary>
internal interface INamedBackup
{
    /// <summary>The name of its file.</summary>
    string Name { get; }
}

/// <summary>Refuses every name that Sublarr would not have given.</summary>
internal abstract class BackupNameRule<TCommand> : AbstractValidator<TCommand>
    where TCommand : INamedBackup
{
    protected BackupNameRule() => RuleFor(command => command.Name).Must(name => BackupName.Find(name) is not null)
        .WithMessage("Enter the name of a backup as the list has it, such as sublarr-2026-11-30T03-15-00Z-scheduled.zip.");
}
