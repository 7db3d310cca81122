namespace TypedModels.Engine.Compute;

/// <summary>Work on a range of independent items, which several threads may share. Implemented by unmanaged structs: pointers and numbers, copied to nobody.</summary>
internal interface IRangeWork
{
    /// <summary>Does the items from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    void Execute(int start, int end);
}
