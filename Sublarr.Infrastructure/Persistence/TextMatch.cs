using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>Looks for text in columns whatever its capitals, in words that every SQLite understands.</summary>
public static class TextMatch
{
    /// <summary>Only rows with the text in one of the columns.</summary>
    public static IQueryable<TRow> WhereText<TRow>(this IQueryable<TRow> rows, string text, params Expression<Func<TRow, string?>>[] columns)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        var conditions =
            from column in columns
            from pattern in TextPattern.Of(text)
            select Matching(pattern, Put(column, row));
        return rows.Where(Expression.Lambda<Func<TRow, bool>>(conditions.Aggregate(Expression.OrElse), row));
    }

    private static Expression Matching(TextPattern pattern, Expression column)
    {
        var like = pattern.Like;
        var isLike = Put((string? value) => EF.Functions.Like(value!, like, "\\"), column);
        return pattern.Globs.Count == 0 ? isLike : Expression.AndAlso(isLike, pattern.Globs.Select(glob => Matching(glob, column)).Aggregate(Expression.OrElse));
    }

    private static Expression Matching(string glob, Expression column) => Put((string? value) => EF.Functions.Glob(value!, glob), column);

    private static Expression Put<TIn, TOut>(Expression<Func<TIn, TOut>> function, Expression argument) =>
        new Argument(function.Parameters[0], argument).Visit(function.Body);

    private sealed class Argument(ParameterExpression parameter, Expression value) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? value : node;
    }
}
