namespace Sublarr.Domain.Languages;

/// <summary>Reads <c>languages.txt</c>, where each column is explained.</summary>
internal static class LanguageFile
{
    private const int Columns = 14;

    private static readonly LanguageSystem[] Services = [LanguageSystem.OpenSubtitles, LanguageSystem.SubDl, LanguageSystem.LibreTranslate, LanguageSystem.DeepL];

    public static IReadOnlyList<Language> Read()
    {
        using var stream = typeof(LanguageFile).Assembly.GetManifestResourceStream("languages.txt")
            ?? throw new InvalidOperationException("languages.txt is not in the assembly: it is an EmbeddedResource of Sublarr.Domain.");
        using var reader = new StreamReader(stream);
        return Read(reader);
    }

    internal static IReadOnlyList<Language> Read(TextReader reader)
    {
        var languages = new List<Language>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                languages.Add(LanguageOf(line));
            }
        }

        return languages;
    }

    private static Language LanguageOf(string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        if (cells.Length > Columns || cells.Length < 3)
        {
            throw new InvalidOperationException($"A language has 3 to {Columns} columns, and this one {cells.Length}: {line}");
        }

        Array.Resize(ref cells, Columns);
        return new Language(new(cells[0]), cells[1], cells[2])
        {
            TwoLetters = Cell(cells[3]),
            Bibliographic = Cell(cells[4]),
            Terminologic = Cell(cells[5]),
            KindOf = Cell(cells[6]) is { } root ? new LanguageCode(root) : RootOf(cells[0]),
            UsualKind = Cell(cells[7]) is { } usual ? new LanguageCode(usual) : null,
            FileNames = cells[8]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            Codes = Services.Select((service, place) => (service, Code: Cell(cells[9 + place]))).Where(known => known.Code is not null)
                .ToDictionary(known => known.service, known => known.Code!),
            Plain = Cell(cells[13]) ?? Cell(cells[3]) ?? Cell(cells[4]) ?? Cell(cells[5]) ?? RootOf(cells[0])!.Value.Text,
        };
    }

    private static LanguageCode? RootOf(string code) => code.LastIndexOf('-') is var end and > 0 ? new LanguageCode(code[..end]) : null;

    private static string? Cell(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
