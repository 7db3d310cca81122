namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>Hands out the numbers of a generator one by one, in their order.</summary>
internal struct RandomStream(Philox generator)
{
    private RandomBlock _block;
    private int _left;

    /// <summary>The next number.</summary>
    public uint Next()
    {
        if (_left == 0)
        {
            _block = generator.Next();
            _left = 4;
        }

        return _left-- switch
        {
            4 => _block.A,
            3 => _block.B,
            2 => _block.C,
            _ => _block.D,
        };
    }

    /// <summary>The next number from 0 up to 1, of two of 32 bits.</summary>
    public double NextDouble()
    {
        uint first = Next();
        return UnitNumbers.ToDouble(first, Next());
    }
}
