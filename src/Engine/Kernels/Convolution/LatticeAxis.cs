using System.Numerics;
using TypedModels.Engine.Compute.Convolution;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>One axis of a transposed convolution: its elements fall into as many lattices as the stride is long, and each lattice meets its own elements of the filter.</summary>
/// <param name="axis">The axis of the convolution.</param>
internal readonly struct LatticeAxis(WindowAxis axis)
{
    // A step over the elements of the filter that a lattice meets, and over the given values that they meet.
    private readonly int _filterStep = axis.Stride / (int)BigInteger.GreatestCommonDivisor(axis.Stride, axis.Dilation);

    /// <summary>The distance of the given values that the elements of the filter meet.</summary>
    public int Step { get; } = axis.Dilation / (int)BigInteger.GreatestCommonDivisor(axis.Stride, axis.Dilation);

    /// <summary>The zeros before the given values, so that no lattice reads before them.</summary>
    public int Before
    {
        get
        {
            int before = 0;
            for (int lattice = 0; lattice < axis.Stride && lattice < axis.Input; lattice++)
            {
                before = Math.Max(before, -Start(lattice));
            }

            return before;
        }
    }

    /// <summary>The given values and the zeros around them.</summary>
    public int PaddedLength
    {
        get
        {
            int length = 1, before = Before;
            for (int lattice = 0; lattice < axis.Stride && lattice < axis.Input; lattice++)
            {
                length = Math.Max(length, checked(Start(lattice) + before + Count(lattice) + (Math.Max(0, Taps(lattice) - 1) * Step)));
            }

            return length;
        }
    }

    /// <summary>The most elements of the filter that any lattice meets.</summary>
    public int MostTaps => (axis.Filter + _filterStep - 1) / _filterStep;

    /// <summary>The number of a lattice's elements.</summary>
    public int Count(int lattice) => (axis.Input - lattice + axis.Stride - 1) / axis.Stride;

    /// <summary>How many elements of the filter a lattice meets.</summary>
    public int Taps(int lattice) => FirstPosition(lattice) is >= 0 and var first ? (axis.Filter - first + _filterStep - 1) / _filterStep : 0;

    /// <summary>Where the first element of a lattice begins to read the padded values.</summary>
    public int First(int lattice) => Start(lattice) + Before;

    /// <summary>The filter's position that the next value meets, in the order of the values.</summary>
    public int Position(int lattice, int tap) => FirstPosition(lattice) + (_filterStep * (Taps(lattice) - 1 - tap));

    private int Start(int lattice) =>
        FirstPosition(lattice) is >= 0 and var first ? ((lattice + axis.Before - (first * axis.Dilation)) / axis.Stride) - ((Taps(lattice) - 1) * Step) : 0;

    /// <summary>The first position of the filter whose distance from a lattice is whole strides, or −1.</summary>
    private int FirstPosition(int lattice)
    {
        for (int position = 0; position < Math.Min(axis.Filter, axis.Stride); position++)
        {
            if ((lattice + axis.Before - (position * axis.Dilation)) % axis.Stride == 0)
            {
                return position;
            }
        }

        return -1;
    }
}
