using System.Globalization;
using System.Text;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>One of the features that are crossed: for each row some values, integers or texts.</summary>
/// <param name="values">The values.</param>
/// <param name="starts">Where the values of each row begin, and last where all end.</param>
internal sealed class CrossColumn(Tensor values, int[] starts)
{
    /// <summary>The number of rows.</summary>
    public int Rows => starts.Length - 1;

    /// <summary>A dense matrix: each row has as many values.</summary>
    public static CrossColumn OfDense(Tensor values) => values.Rank == 2
        ? new CrossColumn(values, [.. Enumerable.Range(0, values[0] + 1).Select(row => row * values[1])])
        : throw OperationException.InvalidArgument($"Dense inputs should be a matrix but received shape {values.Shape}");

    /// <summary>A ragged tensor.</summary>
    public static CrossColumn OfRagged(Tensor values, Tensor splits)
    {
        Ragged.RaggedSplits.Require(splits, values.Count);
        return new CrossColumn(values, [.. Enumerable.Range(0, splits.Count).Select(row => (int)splits.Integer(row))]);
    }

    /// <summary>A sparse matrix.</summary>
    public static CrossColumn OfSparse(SparseValue sparse)
    {
        if (sparse.Rank != 2 || sparse.Lengths[0] >= int.MaxValue)
        {
            throw OperationException.InvalidArgument($"Expected sparse inputs to be matrices, received shape [{SparseValue.Join(sparse.Lengths)}]");
        }

        int[] starts = new int[sparse.Lengths[0] + 1];
        long previous = 0;
        for (int i = 0; i < sparse.Count; i++)
        {
            long row = sparse.Index(i)[0];
            if (row < previous || row >= sparse.Lengths[0])
            {
                throw OperationException.InvalidArgument($"indices[{i}] = [{SparseValue.Join(sparse.Index(i))}] is out of order or out of bounds of [{SparseValue.Join(sparse.Lengths)}]");
            }

            starts[row + 1]++;
            previous = row;
        }

        for (int row = 0; row < starts.Length - 1; row++)
        {
            starts[row + 1] += starts[row];
        }

        return new CrossColumn(sparse.Values, starts);
    }

    /// <summary>The number of values of a row.</summary>
    public int Count(int row) => starts[row + 1] - starts[row];

    /// <summary>Appends a value as text.</summary>
    public void AppendText(int row, int position, ByteBuffer output)
    {
        int element = starts[row] + position;
        output.Append(values.Type == DataType.String ? values.Texts[element].Span : Encoding.ASCII.GetBytes(values.Integer(element).ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A value as a number: an integer itself or hashed, a text hashed.</summary>
    public ulong Hash(int row, int position, in CrossHasher hasher)
    {
        int element = starts[row] + position;
        if (values.Type != DataType.String)
        {
            long number = values.Integer(element);
            return hasher.HashesIntegers ? HashLowerHalf(number, hasher) : unchecked((ulong)number);
        }

        return Hash(values.Texts[element].Span, hasher);
    }

    // TensorFlow takes the size of the type's name for that of the number: four bytes.
    private static ulong HashLowerHalf(long number, in CrossHasher hasher)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes, unchecked((int)number));
        return Hash(bytes, hasher);
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes, in CrossHasher hasher) => hasher.Key is var (first, second) ? KeyedHash.Of(first, second, bytes) : Fingerprint.Of(bytes);
}
