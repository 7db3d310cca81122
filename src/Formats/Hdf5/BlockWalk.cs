namespace TypedModels.Formats.Hdf5;

/// <summary>
/// Keeps count of the blocks that one walk through trees and chains reads. Blocks of a sound file do not overlap, so that a walk never reads more bytes than the file has, nor one block twice: walks through damaged files end.
/// </summary>
internal sealed class BlockWalk(Hdf5Bytes bytes)
{
    private readonly HashSet<long> _addresses = [];
    private long _left = bytes.Length;

    /// <summary>Counts a block before it is read.</summary>
    /// <exception cref="ModelFormatException">It was read before, or the blocks overlap.</exception>
    public void Enter(string structure, long address, long length)
    {
        if (!_addresses.Add(address))
        {
            throw bytes.Damaged($"The {structure} at {address} is reached twice");
        }

        _left -= length;
        if (length < 0 || _left < 0)
        {
            throw bytes.Damaged($"The {structure} at {address} and those before it are longer than the file");
        }
    }
}
