using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>A property of float and double.</summary>
internal interface IFloatTest
{
    /// <summary>Whether a number has it.</summary>
    static abstract bool Apply<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
