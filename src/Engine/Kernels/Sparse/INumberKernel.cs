using System.Numerics;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>Makes the kernel of a node for a type of numbers, complex ones included.</summary>
internal interface INumberKernel
{
    /// <summary>Makes the kernel.</summary>
    static abstract Kernel Create<T>(KernelNode node)
        where T : unmanaged, INumberBase<T>;
}
