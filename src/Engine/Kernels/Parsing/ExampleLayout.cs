namespace TypedModels.Engine.Kernels.Parsing;

/// <summary>The features that a node gives out, and where its outputs for them are.</summary>
internal sealed class ExampleLayout
{
    /// <summary>Reads the attributes of a node.</summary>
    public ExampleLayout(KernelNode node, bool hasRagged)
    {
        Sparse = [.. node.Types("sparse_types")];
        var shapes = node.Shapes("dense_shapes");
        Dense = [.. node.Types("Tdense").Select((type, i) => new DenseFeature(type, i < shapes.Count ? shapes[i] : throw Unequal("dense_shapes")))];
        Ragged = hasRagged ? [.. node.Types("ragged_value_types")] : [];
        if (hasRagged && node.Types("ragged_split_types").Count != Ragged.Length)
        {
            throw Unequal("ragged_split_types");
        }

        if (node.OutputCount != (3 * Sparse.Length) + Dense.Length + (2 * Ragged.Length))
        {
            throw Unequal("sparse_types");
        }
    }

    /// <summary>The types of the sparse features.</summary>
    public DataType[] Sparse { get; }

    /// <summary>The dense features.</summary>
    public DenseFeature[] Dense { get; }

    /// <summary>The types of the ragged features.</summary>
    public DataType[] Ragged { get; }

    /// <summary>The output of the indices of a sparse feature.</summary>
    public static int SparseIndices(int feature) => feature;

    /// <summary>The output of the values of a sparse feature.</summary>
    public int SparseValues(int feature) => Sparse.Length + feature;

    /// <summary>The output of the shape of a sparse feature.</summary>
    public int SparseShape(int feature) => (2 * Sparse.Length) + feature;

    /// <summary>The output of a dense feature.</summary>
    public int DenseValues(int feature) => (3 * Sparse.Length) + feature;

    /// <summary>The output of the values of a ragged feature.</summary>
    public int RaggedValues(int feature) => DenseValues(Dense.Length) + feature;

    /// <summary>The output of the row splits of a ragged feature.</summary>
    public int RaggedSplits(int feature) => RaggedValues(Ragged.Length) + feature;

    private static OperationException Unequal(string attribute) => OperationException.InvalidArgument($"The attribute '{attribute}' does not have an element for each feature.");
}
