using System.Numerics;

namespace TypedModels.Engine.Kernels.Combining;

/// <summary>Makes the kernel of a node for a type of numbers that have an order.</summary>
internal interface IRealKernel
{
    /// <summary>Makes the kernel.</summary>
    static abstract Kernel Create<T>(KernelNode node)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>;
}
