using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Parsing;

/// <summary>Where the keys of the features come from: the operations differ in nothing else.</summary>
internal abstract class ExampleKeys
{
    /// <summary>Whether there is one example, and outputs have no axis for them.</summary>
    public virtual bool IsSingle => false;

    /// <summary>Whether there are ragged features.</summary>
    public virtual bool HasRagged => false;

    /// <summary>The input of the first default.</summary>
    public abstract int FirstDefault { get; }

    /// <summary>The keys: sparse, dense, ragged.</summary>
    public abstract ReadOnlyMemory<byte>[] Read(KernelContext context, ExampleLayout layout);

    /// <summary>ParseExample: an input for each key.</summary>
    public sealed class Inputs(int keys) : ExampleKeys
    {
        public override int FirstDefault => 2 + keys;

        public override ReadOnlyMemory<byte>[] Read(KernelContext context, ExampleLayout layout) => [.. Enumerable.Range(2, keys).Select(i => Only(context.Input(i)))];

        private static ReadOnlyMemory<byte> Only(Tensor key) => key.Count == 1
            ? key.Texts[0]
            : throw OperationException.InvalidArgument($"Expected a key to be a scalar, got shape: {key.Shape}");
    }

    /// <summary>ParseExampleV2: an input for all keys of a kind.</summary>
    public sealed class Vectors : ExampleKeys
    {
        public override bool HasRagged => true;

        public override int FirstDefault => 5;

        public override ReadOnlyMemory<byte>[] Read(KernelContext context, ExampleLayout layout) =>
            [.. Vector(context.Input(2), layout.Sparse.Length, "sparse_keys"), .. Vector(context.Input(3), layout.Dense.Length, "dense_keys"), .. Vector(context.Input(4), layout.Ragged.Length, "ragged_keys")];

        private static ReadOnlyMemory<byte>[] Vector(Tensor keys, int count, string name) => keys.Count == count
            ? keys.Texts.ToArray()
            : throw OperationException.InvalidArgument($"Expected {count} elements in {name}, got shape: {keys.Shape}");
    }

    /// <summary>ParseSingleExample: attributes.</summary>
    public sealed class Attributes(KernelNode node) : ExampleKeys
    {
        private readonly ReadOnlyMemory<byte>[] _sparse = [.. node.Texts("sparse_keys")];
        private readonly ReadOnlyMemory<byte>[] _dense = [.. node.Texts("dense_keys")];

        public override bool IsSingle => true;

        public override int FirstDefault => 1;

        public override ReadOnlyMemory<byte>[] Read(KernelContext context, ExampleLayout layout) => _sparse.Length == layout.Sparse.Length && _dense.Length == layout.Dense.Length
            ? [.. _sparse, .. _dense]
            : throw OperationException.InvalidArgument("The attributes 'sparse_keys' and 'dense_keys' do not have an element for each feature.");
    }
}
