namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>A program to start without arguments.</summary>
/// <param name="Program">Its path; also what it is told as its name.</param>
/// <param name="Folder">The folder it works in.</param>
/// <param name="Environment">All variables it gets.</param>
internal sealed record ProgramStart(string Program, string Folder, IReadOnlyDictionary<string, string> Environment);
