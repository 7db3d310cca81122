namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>How many elements become one.</summary>
/// <param name="row">Takes a run of elements, their number, and where the one goes.</param>
/// <param name="combine">Takes a run of results so far, a run of further elements, and their number.</param>
/// <param name="finish">Takes a run of results, their number, and how many elements each was made of.</param>
/// <param name="fill">Takes a run of results and their number: what no elements give.</param>
internal readonly unsafe struct ReductionFunction(
    delegate*<void*, int, void*, void> row, delegate*<void*, void*, int, void> combine, delegate*<void*, int, double, void> finish, delegate*<void*, int, void> fill)
{
    /// <summary>Makes one of a run of elements.</summary>
    public void Row(void* elements, int count, void* result) => row(elements, count, result);

    /// <summary>Adds each of a run of elements to its result.</summary>
    public void Combine(void* results, void* elements, int count) => combine(results, elements, count);

    /// <summary>Makes results from what has been combined.</summary>
    public void Finish(void* results, int count, double reduced) => finish(results, count, reduced);

    /// <summary>Writes what no elements give.</summary>
    public void Fill(void* results, int count) => fill(results, count);
}
