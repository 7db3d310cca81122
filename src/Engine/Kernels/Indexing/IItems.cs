namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Items that are equal or not: elements, or rows of them.</summary>
internal interface IItems
{
    /// <summary>A number that equal items have in common.</summary>
    uint Hash(int item);

    /// <summary>Whether two items are equal. What is not a number equals nothing, not even itself.</summary>
    bool AreEqual(int left, int right);
}
