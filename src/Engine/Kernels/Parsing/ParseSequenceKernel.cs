namespace TypedModels.Engine.Kernels.Parsing;

/// <summary>ParseSequenceExample, ParseSequenceExampleV2 and ParseSingleSequenceExample: features and feature lists of serialised <c>tf.train.SequenceExample</c> messages.</summary>
internal sealed class ParseSequenceKernel(SequenceForm form) : Kernel
{
    public override void Run(KernelContext context)
    {
        var serialised = context.Input(0);
        if (serialised.Rank > (form.IsSingle ? 0 : 1))
        {
            throw OperationException.InvalidArgument($"Expected serialized to be a {(form.IsSingle ? "scalar" : "scalar or vector")}, got shape: {serialised.Shape}");
        }

        var names = context.Input(form.NamesInput);
        if (names.Count > 0 && names.Count != serialised.Count)
        {
            throw OperationException.InvalidArgument($"Expected debug_name to have the shape of serialized, got shapes {names.Shape} and {serialised.Shape}");
        }

        var keys = form.Keys(context);
        bool isBatch = serialised.Rank == 1;
        int output = GiveContext(context, keys, names.Texts, isBatch);
        GiveLists(context, keys, names.Texts, isBatch, output);
    }

    private int GiveContext(KernelContext context, SequenceKeys keys, ReadOnlySpan<ReadOnlyMemory<byte>> names, bool isBatch)
    {
        var index = new KeyIndex();
        int[] sparse = Array.ConvertAll(keys.ContextSparse, index.Add);
        int[] dense = Array.ConvertAll(keys.ContextDense, index.Add);
        int[] ragged = Array.ConvertAll(keys.ContextRagged, index.Add);
        using var table = FeatureTable.Read(context, context.Input(0).Texts, index);
        var outputs = new ExampleOutputs(context, table, names, isBatch);
        for (int i = 0; i < sparse.Length; i++)
        {
            outputs.GiveSparse(sparse[i], keys.ContextSparse[i], form.ContextSparse[i], i, sparse.Length + i, (2 * sparse.Length) + i);
        }

        int next = 3 * sparse.Length;
        for (int i = 0; i < dense.Length; i++)
        {
            outputs.GiveDense(dense[i], keys.ContextDense[i], form.ContextDense[i], context.Input(form.FirstDefault + i), next++);
        }

        for (int i = 0; i < ragged.Length; i++)
        {
            outputs.GiveRagged(ragged[i], keys.ContextRagged[i], form.ContextRagged[i], next + i, next + ragged.Length + i);
        }

        return next + (2 * ragged.Length);
    }

    private void GiveLists(KernelContext context, SequenceKeys keys, ReadOnlySpan<ReadOnlyMemory<byte>> names, bool isBatch, int next)
    {
        var index = new KeyIndex();
        int[] sparse = Array.ConvertAll(keys.ListSparse, index.Add);
        int[] dense = Array.ConvertAll(keys.ListDense, index.Add);
        int[] ragged = Array.ConvertAll(keys.ListRagged, index.Add);
        var outputs = new SequenceOutputs(context, SequenceTable.Read(context, context.Input(0).Texts, index), names, isBatch);
        for (int i = 0; i < sparse.Length; i++)
        {
            outputs.GiveSparse(sparse[i], keys.ListSparse[i], form.ListSparse[i], next + i, next + sparse.Length + i, next + (2 * sparse.Length) + i);
        }

        next += 3 * sparse.Length;
        for (int i = 0; i < dense.Length; i++)
        {
            outputs.GiveDense(dense[i], keys.ListDense[i], form.ListDense[i], keys.MayBeMissing[i], next + i, form.HasLengths ? next + dense.Length + i : -1);
        }

        next += (form.HasLengths ? 2 : 1) * dense.Length;
        for (int i = 0; i < ragged.Length; i++)
        {
            outputs.GiveRagged(ragged[i], keys.ListRagged[i], form.ListRagged[i], next + i, next + ragged.Length + i, next + (2 * ragged.Length) + i);
        }
    }
}
