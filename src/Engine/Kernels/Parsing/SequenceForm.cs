namespace TypedModels.Engine.Kernels.Parsing;

/// <summary>What differs between the operations on sequence examples: their types, and where keys and options come from.</summary>
internal sealed class SequenceForm
{
    private readonly Func<KernelContext, SequenceKeys> _keys;

    private SequenceForm(KernelNode node, bool hasRagged, Func<KernelContext, SequenceKeys> keys)
    {
        _keys = keys;
        ContextSparse = [.. node.Types("context_sparse_types")];
        ContextDense = Dense(node, "Tcontext_dense", "context_dense_shapes");
        ContextRagged = hasRagged ? [.. node.Types("context_ragged_value_types")] : [];
        ListSparse = [.. node.Types("feature_list_sparse_types")];
        ListDense = Dense(node, "feature_list_dense_types", "feature_list_dense_shapes");
        ListRagged = hasRagged ? [.. node.Types("feature_list_ragged_value_types")] : [];
        if (Array.Exists(ListDense, feature => feature.IsVariable))
        {
            throw OperationException.InvalidArgument("The attribute 'feature_list_dense_shapes' has a shape that is not fully known.");
        }
    }

    public DataType[] ContextSparse { get; }

    public DenseFeature[] ContextDense { get; }

    public DataType[] ContextRagged { get; }

    public DataType[] ListSparse { get; }

    public DenseFeature[] ListDense { get; }

    public DataType[] ListRagged { get; }

    /// <summary>The input with the names of examples.</summary>
    public int NamesInput { get; private init; } = 1;

    /// <summary>The input of the first default.</summary>
    public int FirstDefault { get; private init; }

    /// <summary>Whether the lengths of dense feature lists are given.</summary>
    public bool HasLengths { get; private init; } = true;

    /// <summary>Whether there is one example.</summary>
    public bool IsSingle { get; private init; }

    /// <summary>ParseSequenceExample: keys are attributes.</summary>
    public static SequenceForm OfAttributes(KernelNode node)
    {
        ReadOnlyMemory<byte>[] missing = [.. node.Texts("feature_list_dense_missing_assumed_empty")];
        ReadOnlyMemory<byte>[] listDense = [.. node.Texts("feature_list_dense_keys")];
        var keys = new SequenceKeys(
            [.. node.Texts("context_sparse_keys")],
            [.. node.Texts("context_dense_keys")],
            [],
            [.. node.Texts("feature_list_sparse_keys")],
            listDense,
            [],
            Array.ConvertAll(listDense, key => Contains(missing, key)));
        return new SequenceForm(node, hasRagged: false, _ => keys) { FirstDefault = 2 };
    }

    /// <summary>ParseSequenceExampleV2: keys are vectors.</summary>
    public static SequenceForm OfVectors(KernelNode node) => new(node, hasRagged: true, context =>
    {
        var missing = context.Input(8);
        bool[] mayBeMissing = missing.Span<bool>().ToArray();
        return new SequenceKeys(All(context, 2), All(context, 3), All(context, 4), All(context, 5), All(context, 6), All(context, 7), mayBeMissing);
    })
    {
        FirstDefault = 9,
    };

    /// <summary>ParseSingleSequenceExample: keys are scalars.</summary>
    public static SequenceForm OfScalars(KernelNode node)
    {
        int contextSparse = node.Types("context_sparse_types").Count, contextDense = node.Types("Tcontext_dense").Count;
        int listSparse = node.Types("feature_list_sparse_types").Count, listDense = node.Types("feature_list_dense_types").Count;
        int keys = contextSparse + contextDense + listSparse + listDense;
        return new SequenceForm(node, hasRagged: false, context =>
        {
            ReadOnlyMemory<byte>[] missing = All(context, 1);
            ReadOnlyMemory<byte>[] all = [.. Enumerable.Range(2, keys).Select(i => context.Input(i) is { Count: 1 } key ? key.Texts[0] : throw OperationException.InvalidArgument($"Expected a key to be a scalar, got shape: {context.Input(i).Shape}"))];
            var dense = all[(keys - listDense)..];
            return new SequenceKeys(
                all[..contextSparse],
                all[contextSparse..(contextSparse + contextDense)],
                [],
                all[(contextSparse + contextDense)..(keys - listDense)],
                dense,
                [],
                Array.ConvertAll(dense, key => Contains(missing, key)));
        })
        {
            FirstDefault = 2 + keys,
            NamesInput = 2 + keys + contextDense,
            HasLengths = false,
            IsSingle = true,
        };
    }

    /// <summary>The keys of a call.</summary>
    public SequenceKeys Keys(KernelContext context)
    {
        var keys = _keys(context);
        bool fits = keys.ContextSparse.Length == ContextSparse.Length && keys.ContextDense.Length == ContextDense.Length && keys.ContextRagged.Length == ContextRagged.Length
            && keys.ListSparse.Length == ListSparse.Length && keys.ListDense.Length == ListDense.Length && keys.ListRagged.Length == ListRagged.Length && keys.MayBeMissing.Length == ListDense.Length;
        return fits ? keys : throw OperationException.InvalidArgument("There is not a key for each feature that the node gives.");
    }

    private static ReadOnlyMemory<byte>[] All(KernelContext context, int input) => context.Input(input).Texts.ToArray();

    private static bool Contains(ReadOnlyMemory<byte>[] keys, ReadOnlyMemory<byte> key) => Array.Exists(keys, other => other.Span.SequenceEqual(key.Span));

    private static DenseFeature[] Dense(KernelNode node, string types, string shapes)
    {
        var known = node.Shapes(shapes);
        return [.. node.Types(types).Select((type, i) => new DenseFeature(type, i < known.Count ? known[i] : throw OperationException.InvalidArgument($"The attribute '{shapes}' does not have an element for each feature.")))];
    }
}
