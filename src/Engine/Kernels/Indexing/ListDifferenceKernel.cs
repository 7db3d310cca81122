using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Kernels.Shapes;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>The elements of a list that are not in another, and where they are.</summary>
internal sealed class ListDifferenceKernel : ItemKernel
{
    public override void Run(KernelContext context)
    {
        var (left, right) = (context.Input(0), context.Input(1));
        if (left.Rank != 1 || right.Rank != 1)
        {
            throw OperationException.InvalidArgument(left.Rank != 1 ? "x should be a 1D vector." : "y should be a 1D vector.");
        }

        // Both in one: the items of the right list first.
        var both = context.Pool.RentTensor();
        try
        {
            context.Allocate(both, left.Type, Shape.From([(long)left.Count + right.Count]));
            Elements.Copy(right, 0, both, 0, right.Count);
            Elements.Copy(left, 0, both, right.Count, left.Count);
            Run(context, both, 1);
        }
        finally
        {
            context.Pool.Return(both);
        }
    }

    protected override void Run<TItems>(KernelContext context, in TItems items)
    {
        var (left, right) = (context.Input(0), context.Input(1));
        var table = new ItemTable(context, right.Count);
        for (int item = 0; item < right.Count; item++)
        {
            table.Find(items, item, adds: true);
        }

        var kept = context.Scratch<int>(left.Count);
        int count = 0;
        for (int item = 0; item < left.Count; item++)
        {
            if (table.Find(items, right.Count + item, adds: false) < 0)
            {
                kept[count++] = item;
            }
        }

        RowMove.Gather(context, left, 0, kept[..count], context.Output(0, new Shape(count)), 0, 1);
        ShapeReading.Write(context.Output(1, new Shape(count)), kept[..count]);
    }
}
