namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>A function of two operands of one type.</summary>
internal interface IBinary<T, TResult>
{
    /// <summary>The function's value.</summary>
    static abstract TResult Apply(T x, T y);
}
