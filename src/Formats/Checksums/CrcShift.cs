namespace TypedModels.Formats.Checksums;

/// <summary>What a run of zero bytes of a certain length makes of a checksum's state: a linear map, looked up byte by byte.</summary>
internal sealed class CrcShift
{
    private readonly uint[] _tables = new uint[sizeof(uint) * 256];

    /// <summary>The map of a run.</summary>
    /// <param name="length">The number of zero bytes.</param>
    public CrcShift(int length)
    {
        uint factor = CrcPolynomial.PowerOfX(8L * length);
        for (int i = 0; i < _tables.Length; i++)
        {
            _tables[i] = CrcPolynomial.Multiply((uint)(i & 0xFF) << (8 * (i >> 8)), factor);
        }
    }

    /// <summary>The state after the run.</summary>
    public uint Apply(uint state) => _tables[(byte)state] ^ _tables[256 + (byte)(state >> 8)] ^ _tables[512 + (byte)(state >> 16)] ^ _tables[768 + (state >> 24)];
}
