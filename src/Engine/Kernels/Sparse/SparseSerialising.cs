using TypedModels.Engine.Kernels.Text;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>Sparse tensors as three serialised tensors: indices, values, shape.</summary>
internal static class SparseSerialising
{
    private const int Parts = 3;

    /// <summary>SerializeSparse: a vector of three texts.</summary>
    public static void Serialise(KernelContext context)
    {
        _ = SparseValue.Read(context, 0, 1, 2);
        var output = context.Output(0, new Shape(Parts)).WritableTexts;
        for (int part = 0; part < Parts; part++)
        {
            var buffer = context.TextBuffer;
            TensorMessage.Append(buffer, context.Input(part));
            output[part] = context.Keep(buffer.Written);
        }
    }

    /// <summary>SerializeManySparse: a row of three texts for each position of the outermost axis.</summary>
    public static void SerialiseMany(KernelContext context)
    {
        var sparse = SparseValue.Read(context, 0, 1, 2);
        if (sparse.Rank <= 1)
        {
            throw OperationException.InvalidArgument("Rank of input SparseTensor should be > 1, but saw rank: " + sparse.Rank);
        }

        long rows = sparse.Lengths[0];
        var output = context.Output(0, Shape.From([rows, Parts])).WritableTexts;
        var elements = new List<int>[output.Length / Parts];
        for (int i = 0; i < sparse.Count; i++)
        {
            long row = sparse.Index(i)[0];
            if (row < 0 || row >= rows)
            {
                throw OperationException.InvalidArgument($"Received unexpected column value in sparse indices: {row}");
            }

            (elements[row] ??= []).Add(i);
        }

        for (int row = 0; row < elements.Length; row++)
        {
            context.ThrowIfCancelled();
            WriteRow(context, sparse, elements[row] ?? [], output.Slice(Parts * row, Parts));
        }
    }

    /// <summary>DeserializeSparse and DeserializeManySparse: the sparse tensors of all rows, under further axes in front.</summary>
    public static void Deserialise(KernelContext context, DataType type)
    {
        var serialised = context.Input(0);
        if (serialised.Rank == 0 || serialised[serialised.Rank - 1] != Parts)
        {
            throw OperationException.InvalidArgument($"Serialized sparse should have {Parts} as the last dimension {serialised.Shape}");
        }

        var outer = serialised.Shape.Remove(serialised.Rank - 1);
        int count = outer.Count;
        if (count == 0)
        {
            throw OperationException.InvalidArgument($"Serialized sparse should have non-zero dimensions but has shape {serialised.Shape}");
        }

        var parts = new Tensor[Parts * count];
        long[]? lengths = null;
        int total = 0;
        for (int i = 0; i < count; i++)
        {
            context.ThrowIfCancelled();
            for (int part = 0; part < Parts; part++)
            {
                parts[(Parts * i) + part] = TensorTextOperations.Read(serialised.Texts[(Parts * i) + part], part == 1 ? type : DataType.Int64);
            }

            var sparse = new SparseValue(parts[Parts * i], parts[(Parts * i) + 1], parts[(Parts * i) + 2]);
            total = checked(total + sparse.Count);
            lengths = Merge(lengths, sparse.Lengths, i);
        }

        // A vector of three texts is one sparse tensor, without further axes.
        Give(context, parts, outer, lengths!, total);
    }

    private static long[] Merge(long[]? lengths, ReadOnlySpan<long> added, int position)
    {
        if (lengths is null)
        {
            return added.ToArray();
        }

        if (lengths.Length != added.Length)
        {
            throw OperationException.InvalidArgument($"Inconsistent shape across SparseTensors: rank prior to SparseTensor[{position}] was: {lengths.Length} but rank of SparseTensor[{position}] is: {added.Length}");
        }

        for (int axis = 0; axis < lengths.Length; axis++)
        {
            lengths[axis] = Math.Max(lengths[axis], added[axis]);
        }

        return lengths;
    }

    private static void Give(KernelContext context, Tensor[] parts, Shape outer, long[] lengths, int total)
    {
        int rank = checked(outer.Rank + lengths.Length);
        var indices = context.GiveIndices(0, total, rank);
        var values = context.Output(1, new Shape(total));
        int next = 0;
        for (int i = 0; i < outer.Count; i++)
        {
            var sparse = new SparseValue(parts[Parts * i], parts[(Parts * i) + 1], parts[(Parts * i) + 2]);
            for (int element = 0; element < sparse.Count; element++, next++)
            {
                var index = indices.Slice(next * rank, rank);
                for (int axis = outer.Rank - 1, rest = i; axis >= 0; axis--)
                {
                    index[axis] = rest % outer[axis];
                    rest /= outer[axis];
                }

                sparse.Index(element).CopyTo(index[outer.Rank..]);
                Elements.Copy(sparse.Values, element, values, next, 1);
            }
        }

        context.GiveLengths(2, [.. Array.ConvertAll(outer.Lengths.ToArray(), length => (long)length), .. lengths]);
    }

    private static void WriteRow(KernelContext context, SparseValue sparse, List<int> elements, Span<ReadOnlyMemory<byte>> texts)
    {
        int rank = sparse.Rank - 1;
        long[] indices = new long[elements.Count * rank];
        var values = context.Pool.RentTensor();
        context.Allocate(values, sparse.Values.Type, new Shape(elements.Count));
        for (int i = 0; i < elements.Count; i++)
        {
            sparse.Index(elements[i])[1..].CopyTo(indices.AsSpan(i * rank));
            Elements.Copy(sparse.Values, elements[i], values, i, 1);
        }

        texts[0] = Write(context, Tensor.CreateShared<long>(DataType.Int64, new Shape(elements.Count, rank), indices));
        texts[1] = Write(context, values);
        texts[2] = Write(context, Tensor.CreateShared<long>(DataType.Int64, new Shape(rank), sparse.Lengths[1..]));
        context.Pool.Return(values);
    }

    private static ReadOnlyMemory<byte> Write(KernelContext context, Tensor value)
    {
        var buffer = context.TextBuffer;
        TensorMessage.Append(buffer, value);
        return context.Keep(buffer.Written);
    }
}
