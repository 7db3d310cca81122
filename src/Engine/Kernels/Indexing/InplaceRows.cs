using System.Numerics;
using TypedModels.Engine.Kernels.Combining;
using TypedModels.Engine.Kernels.Moves;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>InplaceUpdate, InplaceAdd and InplaceSub: change rows of a value.</summary>
internal readonly struct InplaceRows : IRealKernel
{
    /// <summary>Adds the rows of the table.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("InplaceUpdate", _ => new ActionKernel(Update));
        table.Add(["InplaceAdd", "InplaceSub"], Create, row => row.WhereWidened("T", DataTypeSet.Real | DataTypeSet.Complex).WidenComplex("T"));
    }

    /// <summary>The kernel for a type of numbers that have an order.</summary>
    public static Kernel Create<T>(KernelNode node)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => node.Operation == "InplaceAdd" ? new InplaceKernel<T, Sum<T>>() : new InplaceKernel<T, Difference<T>>();

    /// <summary>Checks the inputs, and reads which rows are changed.</summary>
    public static ReadOnlySpan<int> Read(KernelContext context, out int length)
    {
        var (value, numbers, rows) = (context.Input(0), context.Input(1), context.Input(2));
        if (numbers.Rank > 1)
        {
            throw OperationException.InvalidArgument($"i must be a scalar or vector, but its shape is {numbers.Shape}");
        }

        bool fits = value.Rank > 0 && rows.Shape == (numbers.Rank == 1 ? value.Shape.With(0, numbers.Count) : rows.Rank == value.Rank ? value.Shape.With(0, 1) : value.Shape.Remove(0));
        if (!fits || (numbers.Count > 0 && value[0] == 0))
        {
            throw OperationException.InvalidArgument($"i and x shape doesn't match: x has the shape {value.Shape}, i {numbers.Shape}, v {rows.Shape}");
        }

        length = value.Shape.Product(1, value.Rank);
        var read = context.Scratch<int>(numbers.Count);
        for (int i = 0; i < read.Length; i++)
        {
            long row = numbers.Integer(i) % value[0];
            read[i] = (int)(row < 0 ? row + value[0] : row);
        }

        return read;
    }

    private static void Update(KernelContext context)
    {
        var rows = Read(context, out int length);
        RowMove.Scatter(context, context.Input(2), 0, rows, Copies.OfInput(context, 0), 0, length);
    }

    private static Kernel Create(KernelNode node) =>
        node.OutputType(0) != DataType.Complex128 ? RealKernels.Create<InplaceRows>(node, node.OutputType(0))
        : node.Operation == "InplaceAdd" ? new InplaceKernel<Complex, Sum<Complex>>()
        : new InplaceKernel<Complex, Difference<Complex>>();
}
