using System.Text;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>The first line of a script, which names the program that runs it.</summary>
internal static class Shebang
{
    // The kernel reads no further either.
    private const int LineLimit = 256;

    private static ReadOnlySpan<byte> ElfMark => "\x7FELF"u8;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Why the kernel would not start this file, and what helps; null when it would.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What people call it.</param>
    public static string? ProblemOf(string path, string name)
    {
        var start = ReadStart(path);
        if (start.StartsWith(ElfMark))
        {
            return null;
        }

        if (start.StartsWith(ByteOrderMark))
        {
            return $"{name} begins with a byte-order mark, which hides its first line: save it as UTF-8 without BOM.";
        }

        if (!start.StartsWith("#!"u8))
        {
            return $"{name} does not say which program runs it: make \"#!/bin/sh\" (or another interpreter) its first line.";
        }

        var line = Encoding.UTF8.GetString(start)[2..].Split('\n')[0];
        return line.EndsWith('\r')
            ? $"{name} has Windows line ends (CRLF), so its interpreter is not found: run \"sed -i 's/\\r$//' {name}\" in the config folder."
            : ProblemOf(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries), name);
    }

    private static string? ProblemOf(string[] words, string name)
    {
        if (words is not [var interpreter, ..])
        {
            return $"The first line of {name} names no interpreter: make it \"#!/bin/sh\" or another one.";
        }

        if (!Path.IsPathRooted(interpreter))
        {
            return $"The first line of {name} asks for \"{interpreter}\", which is no absolute path: make it \"#!/usr/bin/env {interpreter}\".";
        }

        if (!File.Exists(interpreter) || !Posix.IsExecutable(interpreter))
        {
            return Missing(interpreter, name);
        }

        if (Posix.StatusOf(interpreter).Permissions.HasFlag(UnixFileMode.OtherWrite))
        {
            return $"Other users may change {interpreter}, which runs {name}: run \"chmod o-w {interpreter}\".";
        }

        return Path.GetFileName(interpreter) == "env"
            && words.Skip(1).FirstOrDefault(word => !word.StartsWith('-') && !word.Contains('=')) is { } program
            && !IsFound(program)
            ? Missing(program, name)
            : null;
    }

    private static bool IsFound(string program) => program.Contains('/') ? File.Exists(program) : Programs.Find(program) is not null;

    private static string Missing(string interpreter, string name) =>
        $"The first line of {name} asks for \"{interpreter}\", which is not installed where Sublarr runs: install it, or correct the line.";

    private static ReadOnlySpan<byte> ReadStart(string path)
    {
        using var file = File.OpenHandle(path);
        var buffer = new byte[LineLimit];
        return buffer.AsSpan(0, RandomAccess.Read(file, buffer, 0));
    }
}
