using System.Numerics;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>Makes kernels for the types of numbers.</summary>
internal static class NumberKernels
{
    /// <summary>The types: complex64 is computed in complex128 where a row says so.</summary>
    public static DataTypeSet Types { get; } = DataTypeSet.Real | DataTypeSet.Of(DataType.Complex128);

    /// <summary>The kernel of a node whose elements have a type.</summary>
    public static Kernel Create<TKernel>(KernelNode node, DataType type)
        where TKernel : INumberKernel => type switch
        {
            DataType.Float => TKernel.Create<float>(node),
            DataType.Double => TKernel.Create<double>(node),
            DataType.Int8 => TKernel.Create<sbyte>(node),
            DataType.Int16 => TKernel.Create<short>(node),
            DataType.Int32 => TKernel.Create<int>(node),
            DataType.Int64 => TKernel.Create<long>(node),
            DataType.UInt8 => TKernel.Create<byte>(node),
            DataType.UInt16 => TKernel.Create<ushort>(node),
            DataType.UInt32 => TKernel.Create<uint>(node),
            DataType.UInt64 => TKernel.Create<ulong>(node),
            DataType.Complex128 => TKernel.Create<Complex>(node),
            _ => throw KernelNode.Unsupported($"{node.Operation} of {type.ToWord()}"),
        };
}
