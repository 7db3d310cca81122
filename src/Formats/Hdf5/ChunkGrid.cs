namespace TypedModels.Formats.Hdf5;

/// <summary>How a dataset is cut into chunks.</summary>
internal sealed class ChunkGrid
{
    private readonly long[] _lengths;
    private readonly long[] _mostCounts;

    private ChunkGrid(Hdf5Space space, long[] chunkLengths, int elementSize, int chunkSize)
    {
        _lengths = space.Shape.Dimensions.AsSpan().ToArray();
        ChunkLengths = chunkLengths;
        ElementSize = elementSize;
        ChunkSize = chunkSize;
        Counts = new long[chunkLengths.Length];
        _mostCounts = new long[chunkLengths.Length];
        for (int axis = 0; axis < Counts.Length; axis++)
        {
            Counts[axis] = CountOf(_lengths[axis], chunkLengths[axis]);
            _mostCounts[axis] = space.MostLengths[axis] == long.MaxValue ? long.MaxValue : CountOf(space.MostLengths[axis], chunkLengths[axis]);
        }
    }

    /// <summary>The number of axes.</summary>
    public int Rank => _lengths.Length;

    /// <summary>The bytes of an element.</summary>
    public int ElementSize { get; }

    /// <summary>The bytes of a chunk, which those at the edges have too.</summary>
    public int ChunkSize { get; }

    /// <summary>The lengths of a chunk.</summary>
    public long[] ChunkLengths { get; }

    /// <summary>How many chunks there are on each axis.</summary>
    public long[] Counts { get; }

    /// <summary>How many chunks there may be on each axis when the dataset grows.</summary>
    public ReadOnlySpan<long> MostCounts => _mostCounts;

    /// <summary>The lengths of the dataset.</summary>
    public ReadOnlySpan<long> Lengths => _lengths;

    /// <summary>Reads the lengths of a chunk, and the size of an element after them.</summary>
    /// <param name="reader">What they are read from.</param>
    /// <param name="space">The dataset's shape.</param>
    /// <param name="type">The dataset's type.</param>
    /// <param name="rank">The axes of a chunk.</param>
    /// <param name="width">The bytes of each number.</param>
    public static ChunkGrid Read(ref FieldReader reader, Hdf5Space space, Hdf5Type type, int rank, int width)
    {
        if (rank != space.Shape.Rank || rank == 0)
        {
            throw reader.Fault($"chunks of {rank} axes do not make up the shape {space.Shape}");
        }

        var lengths = new long[rank];
        long size = type.Size;
        for (int axis = 0; axis < rank; axis++)
        {
            lengths[axis] = reader.Count(width);
            if (lengths[axis] == 0 || lengths[axis] > int.MaxValue || size > int.MaxValue / lengths[axis])
            {
                throw reader.Fault("a chunk is empty, or larger than 2 GB");
            }

            size *= lengths[axis];
        }

        long elementSize = reader.Count(width);
        return elementSize == type.Size ? new ChunkGrid(space, lengths, type.Size, (int)size)
            : throw reader.Fault($"chunks are of elements of {elementSize} bytes, and the type has {type.Size}");
    }

    /// <summary>The number of a chunk of the dataset, counted row by row.</summary>
    /// <param name="position">Its position on each axis, in chunks.</param>
    public long OrderOf(ReadOnlySpan<long> position)
    {
        long order = 0;
        for (int axis = 0; axis < position.Length; axis++)
        {
            order = (order * Counts[axis]) + position[axis];
        }

        return order;
    }

    /// <summary>Whether a position is one of the dataset's: chunks may be left of what it was before it became smaller.</summary>
    public bool Contains(ReadOnlySpan<long> position)
    {
        for (int axis = 0; axis < position.Length; axis++)
        {
            if (position[axis] >= Counts[axis])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether part of a chunk is outside the dataset.</summary>
    public bool IsPartial(ReadOnlySpan<long> position)
    {
        for (int axis = 0; axis < position.Length; axis++)
        {
            if (_lengths[axis] / ChunkLengths[axis] <= position[axis])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The positions of all chunks, row by row. The array is the same every time.</summary>
    public IEnumerable<long[]> Positions()
    {
        var position = new long[Rank];
        for (int axis = Rank; axis >= 0;)
        {
            yield return position;
            for (axis = Rank - 1; axis >= 0; axis--)
            {
                if (++position[axis] < Counts[axis])
                {
                    break;
                }

                position[axis] = 0;
            }
        }
    }

    private static long CountOf(long length, long chunk) => (length / chunk) + (length % chunk == 0 ? 0 : 1);
}
