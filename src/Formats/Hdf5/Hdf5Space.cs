namespace TypedModels.Formats.Hdf5;

/// <summary>The shape of a dataset or an attribute.</summary>
/// <param name="Shape">The shape; <c>[0]</c> when it holds nothing at all.</param>
/// <param name="MostLengths">How long each axis may become: <see cref="long.MaxValue"/> for one without bound. Where chunks are found follows from these.</param>
/// <param name="ElementCount">The number of elements.</param>
internal sealed record Hdf5Space(TensorShape Shape, long[] MostLengths, long ElementCount)
{
    private const int MostAxes = 32;
    private const int NullKind = 2;

    /// <summary>Reads a message.</summary>
    public static Hdf5Space Read(ref FieldReader reader)
    {
        int version = reader.Version(1, 2);
        int rank = reader.UInt8();
        int flags = reader.UInt8();
        int kind = reader.UInt8();
        reader.Skip(version == 1 ? 4 : 0);
        if (version == 2 && kind == NullKind)
        {
            return new Hdf5Space(new TensorShape(0), [0], 0);
        }

        if (rank > MostAxes)
        {
            throw reader.Fault($"{rank} axes are more than the {MostAxes} that HDF5 has");
        }

        var lengths = new long[rank];
        long count = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            lengths[axis] = reader.Length();
            count = lengths[axis] == 0 || count == 0 ? 0
                : count <= long.MaxValue / lengths[axis] ? count * lengths[axis] : throw reader.Fault("it has more elements than can be counted");
        }

        return new Hdf5Space(new TensorShape(lengths), (flags & 1) != 0 ? ReadMost(ref reader, lengths) : lengths, count);
    }

    private static long[] ReadMost(ref FieldReader reader, long[] lengths)
    {
        var most = new long[lengths.Length];
        for (int axis = 0; axis < most.Length; axis++)
        {
            most[axis] = reader.LengthOrUnlimited();
            if (most[axis] < lengths[axis])
            {
                throw reader.Fault($"an axis of length {lengths[axis]} may be {most[axis]} long at most");
            }
        }

        return most;
    }
}
