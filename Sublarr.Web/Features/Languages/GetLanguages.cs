using MediatR;
using Sublarr.Domain.Languages;

namespace Sublarr.Web.Features.Languages;

/// <summary>The languages Sublarr knows.</summary>
internal static class GetLanguages
{
    /// <param name="Text">A code of any standard, a name or the beginning of one; null for all.</param>
    public sealed record Query(string? Text = null) : IRequest<IReadOnlyList<LanguageView>>;

    public sealed class Handler : IRequestHandler<Query, IReadOnlyList<LanguageView>>
    {
        public Task<IReadOnlyList<LanguageView>> Handle(Query query, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<LanguageView>>([.. LanguageTable.Search(query.Text).Select(LanguageView.Of)]);
    }
}

/// <summary>A language as people and machines see it.</summary>
/// <param name="Code">Its code in Sublarr, as BCP 47 writes it.</param>
/// <param name="Name">Its name in English.</param>
/// <param name="OwnName">As its speakers write it.</param>
public sealed record LanguageView(string Code, string Name, string OwnName)
{
    /// <summary>ISO 639-1, 639-2/B and 639-2/T (or 639-3), as far as it has them.</summary>
    public IReadOnlyList<string> IsoCodes { get; init; } = [];

    /// <summary>What people write into the names of files besides.</summary>
    public IReadOnlyList<string> FileNames { get; init; } = [];

    /// <summary>The language it is a kind of.</summary>
    public string? KindOf { get; init; }

    /// <summary>The kind that is meant where nobody says which.</summary>
    public string? UsualKind { get; init; }

    /// <summary>What others call it; who does not know it is not among them.</summary>
    public IReadOnlyDictionary<string, string> Elsewhere { get; init; } = new Dictionary<string, string>();

    /// <summary>False for what is no language, such as "several": no profile can want it.</summary>
    public bool CanBeWanted { get; init; } = true;

    public static LanguageView Of(Language language) => new(language.Code.Text, language.Name, language.OwnName)
    {
        IsoCodes = [.. new[] { language.TwoLetters, language.Bibliographic, language.Terminologic }.OfType<string>().Distinct()],
        FileNames = language.FileNames,
        KindOf = language.KindOf?.Text,
        UsualKind = language.UsualKind?.Text,
        Elsewhere = Enum.GetValues<LanguageSystem>().Where(system => language.CodeFor(system) is not null)
            .ToDictionary(system => system.ToString().ToLowerInvariant(), system => language.CodeFor(system)!),
        CanBeWanted = !language.IsSpecial,
    };
}
