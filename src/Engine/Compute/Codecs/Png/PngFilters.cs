using System.Numerics;
using System.Runtime.InteropServices;

namespace TypedModels.Engine.Compute.Codecs.Png;

/// <summary>The five row filters of PNG (ISO/IEC 15948, 9.2), both ways.</summary>
internal static class PngFilters
{
    /// <summary>The number of filters.</summary>
    public const int Count = 5;

    /// <summary>Undoes filter <paramref name="filter"/> in place.</summary>
    /// <param name="filter">0 none, 1 sub, 2 up, 3 average, 4 Paeth.</param>
    /// <param name="row">The row, without its filter byte.</param>
    /// <param name="above">The row above, undone, as long as <paramref name="row"/>; zeros for the first.</param>
    /// <param name="step">The bytes of a pixel, at least 1.</param>
    /// <exception cref="CodecException">The filter does not exist.</exception>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        above = above[..row.Length];
        step = Math.Min(step, row.Length);
        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (int i = step; i < row.Length; i++)
                {
                    row[i] += row[i - step];
                }

                break;
            case 2:
                Add(row, above);
                break;
            case 3:
                UndoAverage(row, above, step);
                break;
            case 4:
                UndoPaeth(row, above, step);
                break;
            default:
                throw new CodecException($"A row of the PNG has filter {filter}; 0 to 4 are defined.");
        }
    }

    /// <summary>Writes <paramref name="row"/> filtered to <paramref name="target"/>; the arguments are as in <see cref="Undo"/>.</summary>
    public static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, Span<byte> target)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int left = i < step ? 0 : row[i - step];
            int corner = i < step ? 0 : above[i - step];
            int predicted = filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) >> 1,
                _ => Paeth(left, above[i], corner),
            };
            target[i] = (byte)(row[i] - predicted);
        }
    }

    private static void Add(Span<byte> row, ReadOnlySpan<byte> above)
    {
        int i = 0;
        if (row.Length >= Vector<byte>.Count)
        {
            var rows = MemoryMarshal.Cast<byte, Vector<byte>>(row);
            var aboves = MemoryMarshal.Cast<byte, Vector<byte>>(above);
            for (int v = 0; v < rows.Length; v++)
            {
                rows[v] += aboves[v];
            }

            i = rows.Length * Vector<byte>.Count;
        }

        for (; i < row.Length; i++)
        {
            row[i] += above[i];
        }
    }

    private static void UndoAverage(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        for (int i = 0; i < step; i++)
        {
            row[i] += (byte)(above[i] >> 1);
        }

        for (int i = step; i < row.Length; i++)
        {
            row[i] += (byte)((row[i - step] + above[i]) >> 1);
        }
    }

    private static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        for (int i = 0; i < step; i++)
        {
            row[i] += above[i];
        }

        for (int i = step; i < row.Length; i++)
        {
            row[i] += (byte)Paeth(row[i - step], above[i], above[i - step]);
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        int byLeft = above - corner;
        int byAbove = left - corner;
        int byCorner = Math.Abs(byLeft + byAbove);
        byLeft = Math.Abs(byLeft);
        byAbove = Math.Abs(byAbove);
        return byLeft <= byAbove && byLeft <= byCorner ? left : byAbove <= byCorner ? above : corner;
    }
}
