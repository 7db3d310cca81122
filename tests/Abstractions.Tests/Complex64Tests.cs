using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TypedModels.Tests;

public sealed class Complex64Tests
{
    [Fact]
    public void ItLiesInMemoryAsTensorFlowWritesIt()
    {
        Assert.Equal(8, Unsafe.SizeOf<Complex64>());
        Assert.Equal([1.5f, -2], MemoryMarshal.Cast<Complex64, float>([new Complex64(1.5f, -2)]));
    }

    [Fact]
    public void NothingIsLostInTheWiderType()
    {
        Complex wide = new Complex64(0.1f, float.MaxValue);

        Assert.Equal(new Complex(0.1f, float.MaxValue), wide);
        Assert.Equal(new Complex64(0.1f, float.MaxValue), (Complex64)wide);
    }

    [Fact]
    public void EachPartIsRoundedByItself() => Assert.Equal(new Complex64(0.1f, float.PositiveInfinity), (Complex64)new Complex(0.1, 1e300));
}
