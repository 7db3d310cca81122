using TypedModels.Engine.Compute.RandomNumbers;

namespace TypedModels.Engine.Kernels.Sequences;

/// <summary>Draws single numbers of a random sequence, in the way of TensorFlow's <c>SimplePhilox</c>.</summary>
internal struct CandidateDraw(Philox generator)
{
    private Philox _generator = generator;
    private RandomBlock _block;
    private int _used = 4;

    /// <summary>A number from 0 up to <paramref name="count"/>, each as likely.</summary>
    public long Uniform(ulong count)
    {
        if ((count & (count - 1)) == 0)
        {
            return (long)(Next64() & (count - 1));
        }

        // What would make small numbers likelier is drawn again.
        ulong rejected = (ulong.MaxValue % count) + 1;
        ulong number;
        do
        {
            number = Next64();
        }
        while (number < rejected);
        return (long)(number % count);
    }

    /// <summary>A number from 0 up to 1.</summary>
    public double Unit()
    {
        ulong high = Next32() & 0xfffff;
        ulong mantissa = (high << 32) | Next32();
        return BitConverter.UInt64BitsToDouble((1023UL << 52) | mantissa) - 1;
    }

    private ulong Next64()
    {
        ulong low = Next32();
        return low | ((ulong)Next32() << 32);
    }

    private uint Next32()
    {
        if (_used == 4)
        {
            _block = _generator.Next();
            _used = 0;
        }

        return _used++ switch { 0 => _block.A, 1 => _block.B, 2 => _block.C, _ => _block.D };
    }
}
