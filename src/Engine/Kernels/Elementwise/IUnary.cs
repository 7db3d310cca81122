namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>A function of one type.</summary>
internal interface IUnary<T, TResult>
{
    /// <summary>The function's value.</summary>
    static abstract TResult Apply(T x);
}
