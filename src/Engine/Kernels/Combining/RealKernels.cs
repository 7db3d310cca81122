namespace TypedModels.Engine.Kernels.Combining;

/// <summary>Makes kernels for the types of <see cref="DataTypeSet.Real"/>, and for half.</summary>
internal static class RealKernels
{
    /// <summary>The kernel of a node whose elements have a type.</summary>
    public static Kernel Create<TKernel>(KernelNode node, DataType type)
        where TKernel : IRealKernel => type switch
        {
            DataType.Float => TKernel.Create<float>(node),
            DataType.Double => TKernel.Create<double>(node),
            DataType.Half => TKernel.Create<Half>(node),
            DataType.Int8 => TKernel.Create<sbyte>(node),
            DataType.Int16 => TKernel.Create<short>(node),
            DataType.Int32 => TKernel.Create<int>(node),
            DataType.Int64 => TKernel.Create<long>(node),
            DataType.UInt8 => TKernel.Create<byte>(node),
            DataType.UInt16 => TKernel.Create<ushort>(node),
            DataType.UInt32 => TKernel.Create<uint>(node),
            DataType.UInt64 => TKernel.Create<ulong>(node),
            _ => throw KernelNode.Unsupported($"{node.Operation} of {type.ToWord()}"),
        };
}
