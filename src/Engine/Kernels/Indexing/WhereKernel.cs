using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Tells the coordinates of the elements that are not zero, in the order of the elements.</summary>
internal static class WhereKernel
{
    /// <summary>The kernel for the type of a node's input.</summary>
    public static Kernel Create(KernelNode node) => node.InputType(0) switch
    {
        // The sign of a zero does not count.
        DataType.Float => new ActionKernel(context => Run<uint>(context, int.MaxValue)),
        DataType.Double => new ActionKernel(context => Run<ulong>(context, long.MaxValue)),
        DataType.Half or DataType.BFloat16 => new ActionKernel(context => Run<ushort>(context, (ushort)short.MaxValue)),
        DataType.Complex64 => new ActionKernel(context => Run<ulong>(context, 0x7FFFFFFF_7FFFFFFF)),
        DataType.Complex128 => new ActionKernel(context => Run(context, new UInt128(long.MaxValue, long.MaxValue))),
        var type => DataTypes.SizeOf(type) switch
        {
            1 => new ActionKernel(context => Run(context, byte.MaxValue)),
            2 => new ActionKernel(context => Run(context, ushort.MaxValue)),
            4 => new ActionKernel(context => Run(context, uint.MaxValue)),
            8 => new ActionKernel(context => Run(context, ulong.MaxValue)),
            _ => throw KernelNode.Unsupported($"Where of {type.ToWord()}"),
        },
    };

    private static void Run<T>(KernelContext context, T mask)
        where T : unmanaged, IBinaryInteger<T>
    {
        var input = context.Input(0);
        if (input.Rank == 0)
        {
            throw OperationException.InvalidArgument("WhereOp : Unhandled input dimensions: 0");
        }

        var elements = input.Span<T>();
        int count = 0;
        foreach (T element in elements)
        {
            count += (element & mask) != T.Zero ? 1 : 0;
        }

        var coordinates = context.Output(0, new Shape(count, input.Rank)).WritableSpan<long>();
        int next = 0;
        for (int i = 0; i < elements.Length; i++)
        {
            if ((i & 0xFFFFF) == 0xFFFFF)
            {
                context.ThrowIfCancelled();
            }

            if ((elements[i] & mask) != T.Zero)
            {
                int rest = i;
                for (int axis = input.Rank - 1; axis >= 0; axis--)
                {
                    (rest, int coordinate) = Math.DivRem(rest, input[axis]);
                    coordinates[next + axis] = coordinate;
                }

                next += input.Rank;
            }
        }
    }
}
