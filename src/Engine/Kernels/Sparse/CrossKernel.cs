using TypedModels.Engine.Memory;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>SparseCross, SparseCrossV2, SparseCrossHashed and RaggedCross: in each row, every choice of one value of each feature, joined or hashed.</summary>
internal sealed class CrossKernel(CrossForm form) : Kernel
{
    public override void Run(KernelContext context)
    {
        var columns = form.Columns(context);
        int rows = columns.Count == 0 ? 0 : columns[0].Rows;
        if (columns.Exists(column => column.Rows != rows))
        {
            throw OperationException.InvalidArgument($"Expected batch size {rows}, received features of {string.Join(", ", columns.Select(column => column.Rows))} rows");
        }

        long[] counts = new long[rows];
        long total = 0;
        for (int row = 0; row < rows; row++)
        {
            counts[row] = 1;
            foreach (var column in columns)
            {
                counts[row] = Math.Min(int.MaxValue, counts[row] * column.Count(row));
            }

            total += counts[row];
        }

        var values = form.Give(context, counts, Shape.From([total]));
        var hasher = form.Hasher(context);
        int next = 0;
        int[] choice = new int[columns.Count];
        for (int row = 0; row < rows; row++)
        {
            Array.Clear(choice);
            for (long i = 0; i < counts[row]; i++, next++)
            {
                Text.TextContext.ThrowIfCancelledEvery(context, next);
                Write(context, columns, row, choice, values, next, hasher);
                Advance(columns, row, choice);
            }
        }
    }

    private static void Advance(List<CrossColumn> columns, int row, int[] choice)
    {
        for (int column = choice.Length - 1; column >= 0 && ++choice[column] == columns[column].Count(row); column--)
        {
            choice[column] = 0;
        }
    }

    private static void Write(KernelContext context, List<CrossColumn> columns, int row, int[] choice, Tensor values, int position, CrossHasher hasher)
    {
        if (values.Type == DataType.String)
        {
            var buffer = context.TextBuffer;
            for (int column = 0; column < choice.Length; column++)
            {
                if (column > 0)
                {
                    buffer.Append(hasher.Separator.Span);
                }

                columns[column].AppendText(row, choice[column], buffer);
            }

            values.WritableTexts[position] = Text.TextContext.Keep(context, buffer.Written);
            return;
        }

        ulong? hash = hasher.Seed;
        for (int column = 0; column < choice.Length; column++)
        {
            ulong added = columns[column].Hash(row, choice[column], hasher);
            hash = hash is { } held ? Fingerprint.Concatenate(held, added) : added;
        }

        values.WritableSpan<long>()[position] = (long)((hash ?? 0) % (hasher.Buckets > 0 ? (ulong)hasher.Buckets : long.MaxValue));
    }
}
