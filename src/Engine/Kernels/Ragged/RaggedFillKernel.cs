using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Ragged;

/// <summary>RaggedFillEmptyRows: a default value in each row without values; rows are given by their numbers.</summary>
internal sealed class RaggedFillKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        var ids = context.Input(0).Span<long>();
        var values = context.Input(1);
        var fill = context.Input(3);
        long rows = context.Input(2).Integer(0);
        if (fill.Rank != 0)
        {
            throw OperationException.InvalidArgument($"default_value must be a scalar, saw: {fill.Shape}");
        }

        if (ids.Length != values.Count || values.Rank != 1)
        {
            throw OperationException.InvalidArgument($"Expected as many values as row numbers, received {values.Shape} and {context.Input(0).Shape}");
        }

        var isEmpty = context.Output(2, Shape.From([Math.Max(rows, -1)])).WritableSpan<bool>();
        var starts = context.Scratch<int>(checked(isEmpty.Length + 1));
        starts.Clear();
        for (int i = 0; i < ids.Length; i++)
        {
            if (ids[i] < 0 || ids[i] >= rows)
            {
                throw OperationException.InvalidArgument($"value_rowids({i}) is invalid: {ids[i]} >= {rows}");
            }

            starts[(int)ids[i] + 1]++;
        }

        for (int row = 0; row < isEmpty.Length; row++)
        {
            isEmpty[row] = starts[row + 1] == 0;
            starts[row + 1] = checked(starts[row] + Math.Max(1, starts[row + 1]));
        }

        int total = starts[isEmpty.Length];
        var newIds = context.Output(0, new Shape(total)).WritableSpan<long>();
        var newValues = context.Output(1, new Shape(total));
        var places = context.Output(3, new Shape(ids.Length)).WritableSpan<long>();
        for (int row = 0; row < isEmpty.Length; row++)
        {
            if (isEmpty[row])
            {
                newIds[starts[row]] = row;
                Elements.Copy(fill, 0, newValues, starts[row], 1);
            }
        }

        for (int i = 0; i < ids.Length; i++)
        {
            int place = starts[(int)ids[i]]++;
            newIds[place] = ids[i];
            places[i] = place;
            Elements.Copy(values, i, newValues, place, 1);
        }
    }
}
