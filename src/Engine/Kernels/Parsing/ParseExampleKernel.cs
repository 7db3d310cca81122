
namespace TypedModels.Engine.Kernels.Parsing;

/// <summary>ParseExample, ParseExampleV2 and ParseSingleExample: features of serialised <c>tf.train.Example</c> messages as tensors.</summary>
internal sealed class ParseExampleKernel : Kernel
{
    private readonly ExampleLayout _layout;
    private readonly ExampleKeys _keys;

    public ParseExampleKernel(KernelNode node, ExampleKeys keys)
    {
        _layout = new ExampleLayout(node, keys.HasRagged);
        _keys = keys;
    }

    public override void Run(KernelContext context)
    {
        var serialised = context.Input(0);
        if (_keys.IsSingle && serialised.Rank != 0)
        {
            throw OperationException.InvalidArgument($"Expected serialized to be a scalar, got shape: {serialised.Shape}");
        }

        if (serialised.Rank > 1)
        {
            throw OperationException.InvalidArgument($"Expected serialized to be a scalar or vector, got shape: {serialised.Shape}");
        }

        var names = _keys.IsSingle ? null : context.Input(1);
        if (names is { Count: > 0 } && names.Shape != serialised.Shape)
        {
            throw OperationException.InvalidArgument($"Expected names have the same shape as serialized: name.shape={names.Shape}, serialized.shape={serialised.Shape}");
        }

        var keys = _keys.Read(context, _layout);
        var index = new KeyIndex();
        int[] numbers = Array.ConvertAll(keys, index.Add);
        RequireDefaults(context);
        using var table = FeatureTable.Read(context, serialised.Texts, index);
        Give(context, new ExampleOutputs(context, table, names is null ? [] : names.Texts, serialised.Rank == 1), keys, numbers);
    }

    private void Give(KernelContext context, ExampleOutputs outputs, ReadOnlyMemory<byte>[] keys, int[] numbers)
    {
        int next = 0;
        for (int i = 0; i < _layout.Sparse.Length; i++, next++)
        {
            outputs.GiveSparse(numbers[next], keys[next], _layout.Sparse[i], ExampleLayout.SparseIndices(i), _layout.SparseValues(i), _layout.SparseShape(i));
        }

        for (int i = 0; i < _layout.Dense.Length; i++, next++)
        {
            outputs.GiveDense(numbers[next], keys[next], _layout.Dense[i], context.Input(_keys.FirstDefault + i), _layout.DenseValues(i));
        }

        for (int i = 0; i < _layout.Ragged.Length; i++, next++)
        {
            outputs.GiveRagged(numbers[next], keys[next], _layout.Ragged[i], _layout.RaggedValues(i), _layout.RaggedSplits(i));
        }
    }

    private void RequireDefaults(KernelContext context)
    {
        for (int i = 0; i < _layout.Dense.Length; i++)
        {
            var feature = _layout.Dense[i];
            var value = context.Input(_keys.FirstDefault + i);
            if (feature.IsVariable && value.Count != 1 && !_keys.IsSingle)
            {
                throw OperationException.InvalidArgument(
                    $"dense_shape[{i}] is a variable length shape: {feature}, therefore def_value[{i}] must contain a single element (the padding element).  But its shape is: {value.Shape}");
            }

            if (!feature.IsVariable && value.Count > 0 && !value.Shape.Lengths.SequenceEqual(feature.Inner))
            {
                throw OperationException.InvalidArgument($"def_value[{i}].shape() == {value.Shape} is not compatible with dense_shapes_[{i}] == {feature}");
            }

            if (value.Type != feature.Type)
            {
                throw OperationException.InvalidArgument($"dense_defaults[{i}].dtype() == {value.Type.ToWord()} != dense_types_[{i}] == {feature.Type.ToWord()}");
            }
        }
    }
}
