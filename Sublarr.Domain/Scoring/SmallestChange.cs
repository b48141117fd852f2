namespace Sublarr.Domain.Scoring;

/// <summary>
/// Finds whole numbers with the smallest sum of absolute values that meet lines of the form <c>row · change ≥ bound</c>: the dual
/// simplex method for fractions, and branching where a fraction remains. Both also prove that there are none.
/// </summary>
/// <param name="lowest">The lowest change of each number; not above 0.</param>
/// <param name="highest">The highest change of each number; not below 0.</param>
internal sealed class SmallestChange(int[] lowest, int[] highest)
{
    /// <summary>Branches to look at before giving up the proof.</summary>
    private const int BranchLimit = 400;
    private const int PivotLimit = 2000;
    private const double Tolerance = 1e-7;

    // A row that is asked for twice counts with its higher bound.
    private readonly Dictionary<string, (int[] Row, int Bound)> _demands = new(StringComparer.Ordinal);

    /// <summary>Asks for <c>row · change ≥ bound</c>.</summary>
    public void Demand(int[] row, int bound)
    {
        var name = string.Join(',', row);
        _demands[name] = _demands.TryGetValue(name, out var known) && known.Bound >= bound ? known : (row, bound);
    }

    public Answer Find()
    {
        int[]? best = null;
        var bestSum = int.MaxValue;
        var isProven = true;
        var open = new Stack<List<(int[] Row, int Bound)>>();
        open.Push([.. _demands.Values]);
        for (var branches = 0; open.TryPop(out var demands); branches++)
        {
            if (branches == BranchLimit)
            {
                isProven = false;
                break;
            }

            var (changes, isAnswered) = Relax(demands);
            isProven &= isAnswered;
            if (changes is null || Math.Ceiling(changes.Sum(Math.Abs) - Tolerance) >= bestSum)
            {
                continue;
            }

            var fraction = Array.FindIndex(changes, change => Math.Abs(change - Math.Round(change)) > Tolerance);
            if (fraction < 0)
            {
                best = [.. changes.Select(change => (int)Math.Round(change))];
                bestSum = best.Sum(Math.Abs);
                continue;
            }

            open.Push([.. demands, (Unit(fraction, -1), -(int)Math.Floor(changes[fraction]))]);
            open.Push([.. demands, (Unit(fraction, 1), (int)Math.Ceiling(changes[fraction]))]);
        }

        return new(best, isProven);
    }

    private int[] Unit(int index, int value)
    {
        var row = new int[lowest.Length];
        row[index] = value;
        return row;
    }

    // Columns: each number's rise, each number's fall, the bound. No demand: 0 everywhere costs nothing, so the start is dual feasible.
    private (double[]? Changes, bool IsAnswered) Relax(List<(int[] Row, int Bound)> demands)
    {
        var count = lowest.Length;
        List<double[]> rows = [.. demands.Select(demand => Line(demand.Row, demand.Bound))];
        for (var index = 0; index < count; index++)
        {
            rows.Add(Line(Unit(index, -1), -highest[index]));
            rows.Add(Line(Unit(index, 1), lowest[index]));
        }

        double[] costs = [.. Enumerable.Repeat(1.0, 2 * count)];
        int[] columns = [.. Enumerable.Range(0, 2 * count)];
        int[] basis = [.. Enumerable.Repeat(-1, rows.Count)];
        for (var pivots = 0; pivots < PivotLimit; pivots++)
        {
            var row = MostNegative(rows, 2 * count);
            if (row < 0)
            {
                return (Read(rows, basis, count), true);
            }

            var column = Enter(rows[row], costs);
            if (column < 0)
            {
                // Every factor is at least 0 and the bound below 0: nothing meets this line.
                return (null, true);
            }

            Pivot(rows, costs, row, column);
            (basis[row], columns[column]) = (columns[column], basis[row]);
        }

        return (null, false);
    }

    private static double[] Line(int[] row, int bound) => [.. row.Select(factor => (double)-factor), .. row.Select(factor => (double)factor), -bound];

    private static int MostNegative(List<double[]> rows, int bound)
    {
        var (found, least) = (-1, -Tolerance);
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row][bound] < least)
            {
                (found, least) = (row, rows[row][bound]);
            }
        }

        return found;
    }

    private static int Enter(double[] row, double[] costs)
    {
        var (found, least) = (-1, double.MaxValue);
        for (var column = 0; column < costs.Length; column++)
        {
            if (row[column] < -Tolerance && costs[column] / -row[column] < least - Tolerance)
            {
                (found, least) = (column, costs[column] / -row[column]);
            }
        }

        return found;
    }

    // The slack that leaves takes over the column of the number that enters: the tableau stays narrow.
    private static void Pivot(List<double[]> rows, double[] costs, int pivotRow, int column)
    {
        var pivot = rows[pivotRow];
        var factor = pivot[column];
        pivot[column] = 1;
        for (var index = 0; index < pivot.Length; index++)
        {
            pivot[index] /= factor;
        }

        foreach (var row in rows.Where(row => row != pivot && row[column] != 0))
        {
            Subtract(row, pivot, column, row.Length);
        }

        Subtract(costs, pivot, column, costs.Length);
    }

    private static void Subtract(double[] row, double[] pivot, int column, int length)
    {
        var share = row[column];
        row[column] = 0;
        for (var index = 0; index < length; index++)
        {
            row[index] -= share * pivot[index];
        }
    }

    private static double[] Read(List<double[]> rows, int[] basis, int count)
    {
        var changes = new double[count];
        for (var row = 0; row < basis.Length; row++)
        {
            if (basis[row] >= 0)
            {
                changes[basis[row] % count] += (basis[row] < count ? 1 : -1) * rows[row][2 * count];
            }
        }

        return changes;
    }

    /// <param name="Changes">The change of each number; null when there is none.</param>
    /// <param name="IsProven">True when no smaller change exists, or none at all.</param>
    public readonly record struct Answer(int[]? Changes, bool IsProven);
}
