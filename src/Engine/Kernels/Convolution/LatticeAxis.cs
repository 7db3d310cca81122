using TypedModels.Engine.Compute.Convolution;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>One axis of a transposed convolution: its elements fall into as many lattices as the stride is long, and each lattice meets its own elements of the filter.</summary>
/// <param name="axis">The axis of the convolution.</param>
internal readonly struct LatticeAxis(WindowAxis axis)
{
    /// <summary>The zeros before the given values, so that no lattice reads before them.</summary>
    public int Before => MostTaps - 1;

    /// <summary>The given values and the zeros around them.</summary>
    public int PaddedLength
    {
        get
        {
            int length = 1;
            for (int lattice = 0; lattice < axis.Stride && lattice < axis.Input; lattice++)
            {
                length = Math.Max(length, checked(First(lattice) + Count(lattice) + MostTaps));
            }

            return length;
        }
    }

    /// <summary>The most elements of the filter that any lattice meets.</summary>
    public int MostTaps => (axis.Filter + axis.Stride - 1) / axis.Stride;

    /// <summary>The number of a lattice's elements.</summary>
    public int Count(int lattice) => (axis.Input - lattice + axis.Stride - 1) / axis.Stride;

    /// <summary>How many elements of the filter a lattice meets.</summary>
    public int Taps(int lattice)
    {
        int rest = axis.Filter - Residue(lattice);
        return rest <= 0 ? 0 : (rest + axis.Stride - 1) / axis.Stride;
    }

    /// <summary>Where the first element of a lattice begins to read the padded values.</summary>
    public int First(int lattice) => ((lattice + axis.Before) / axis.Stride) - (Taps(lattice) - 1) + Before;

    /// <summary>The filter's position that the next value meets, in the order of the values.</summary>
    public int Position(int lattice, int tap) => Residue(lattice) + (axis.Stride * (Taps(lattice) - 1 - tap));

    private int Residue(int lattice) => (lattice + axis.Before) % axis.Stride;
}
