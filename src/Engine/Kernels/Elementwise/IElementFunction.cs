namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>What can be carried out element by element on runs of elements in a row. Implemented by unmanaged structs, which work that is shared among threads carries along.</summary>
internal unsafe interface IElementFunction
{
    /// <summary>The most elements that it takes at a time.</summary>
    int MostAtOnce { get; }

    /// <summary>Carries it out.</summary>
    /// <param name="operands">Where each operand's first element is.</param>
    /// <param name="result">Where the result's first element goes; that may be where an operand of elements of the same size lies.</param>
    /// <param name="count">The number of elements of each.</param>
    void Run(void** operands, void* result, int count);
}
