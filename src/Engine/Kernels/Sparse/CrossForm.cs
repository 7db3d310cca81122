using TypedModels.Engine.Kernels.Text;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>Where an operation's features, options and results are.</summary>
internal abstract class CrossForm
{
    /// <summary>The features.</summary>
    public abstract List<CrossColumn> Columns(KernelContext context);

    /// <summary>How they are put together.</summary>
    public abstract CrossHasher Hasher(KernelContext context);

    /// <summary>Gives what says which row a result belongs to, and room for the results.</summary>
    public abstract Tensor Give(KernelContext context, long[] counts, in Shape shape);

    /// <summary>SparseCross, SparseCrossV2 and SparseCrossHashed.</summary>
    public sealed class OfSparse(KernelNode node) : CrossForm
    {
        private readonly int _sparse = node.Int32("N");
        private readonly int _dense = node.Types("dense_types").Count;
        private readonly string _operation = node.Operation;
        private readonly long _buckets = node.Operation == "SparseCross" ? node.Integer("num_buckets") : 0;
        private readonly ulong _seed = node.Operation == "SparseCross" ? unchecked((ulong)node.Integer("hash_key")) : 0;

        public override List<CrossColumn> Columns(KernelContext context)
        {
            var columns = new List<CrossColumn>();
            for (int i = 0; i < _sparse; i++)
            {
                columns.Add(CrossColumn.OfSparse(SparseValue.Read(context, i, _sparse + i, (2 * _sparse) + i)));
            }

            for (int i = 0; i < _dense; i++)
            {
                columns.Add(CrossColumn.OfDense(context.Input((3 * _sparse) + i)));
            }

            return columns;
        }

        public override CrossHasher Hasher(KernelContext context)
        {
            int first = (3 * _sparse) + _dense;
            switch (_operation)
            {
                case "SparseCrossV2":
                    return new CrossHasher(context.Input(first).Texts[0], 0, null, null);
                case "SparseCrossHashed":
                    bool isStrong = context.Input(first + 1).Scalar<bool>();
                    var salt = context.Input(first + 2);
                    if (salt.Count != 2)
                    {
                        throw OperationException.InvalidArgument($"salt must have 2 elements, received shape {salt.Shape}");
                    }

                    return new CrossHasher(default, context.Input(first).Integer(0), null, isStrong ? (unchecked((ulong)salt.Integer(0)), unchecked((ulong)salt.Integer(1))) : null, HashesIntegers: true);
                default:
                    return new CrossHasher("_X_"u8.ToArray(), _buckets, _seed, null);
            }
        }

        public override Tensor Give(KernelContext context, long[] counts, in Shape shape)
        {
            var indices = context.GiveIndices(0, shape.Count, 2);
            int next = 0;
            for (int row = 0; row < counts.Length; row++)
            {
                for (long column = 0; column < counts[row]; column++, next++)
                {
                    indices[2 * next] = row;
                    indices[(2 * next) + 1] = column;
                }
            }

            context.GiveLengths(2, [counts.Length, counts.Length == 0 ? 0 : counts.Max()]);
            return context.Output(1, shape);
        }
    }

    /// <summary>RaggedCross.</summary>
    public sealed class OfRagged(KernelNode node) : CrossForm
    {
        private readonly string _order = node.Text("input_order");
        private readonly int _ragged = node.Types("ragged_values_types").Count;
        private readonly int _sparse = node.Types("sparse_values_types").Count;
        private readonly int _dense = node.Types("dense_types").Count;
        private readonly long _buckets = node.Integer("num_buckets");
        private readonly ulong _seed = unchecked((ulong)node.Integer("hash_key"));

        public override List<CrossColumn> Columns(KernelContext context)
        {
            var columns = new List<CrossColumn>();
            int ragged = 0, sparse = 0, dense = 0;
            foreach (char kind in _order)
            {
                int firstSparse = 2 * _ragged;
                columns.Add(kind switch
                {
                    'R' when ragged < _ragged => CrossColumn.OfRagged(context.Input(ragged), context.Input(_ragged + ragged++)),
                    'S' when sparse < _sparse => CrossColumn.OfSparse(SparseValue.Read(context, firstSparse + sparse, firstSparse + _sparse + sparse, firstSparse + (2 * _sparse) + sparse++)),
                    'D' when dense < _dense => CrossColumn.OfDense(context.Input(firstSparse + (3 * _sparse) + dense++)),
                    _ => throw OperationException.InvalidArgument($"Unexpected input_order '{_order}'"),
                });
            }

            return columns;
        }

        public override CrossHasher Hasher(KernelContext context) => new("_X_"u8.ToArray(), _buckets, _seed, null);

        public override Tensor Give(KernelContext context, long[] counts, in Shape shape)
        {
            var splits = context.Output(1, new Shape(counts.Length + 1));
            long total = 0;
            IntegerElements.Set(splits, 0, 0);
            for (int row = 0; row < counts.Length; row++)
            {
                total += counts[row];
                IntegerElements.Set(splits, row + 1, total);
            }

            return context.Output(0, shape);
        }
    }
}
