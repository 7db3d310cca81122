using TypedModels.Engine.Kernels.Casting;
using TypedModels.Engine.Tests.Support;

namespace TypedModels.Engine.Tests.Casting;

public sealed class CastTests
{
    [Fact]
    public void NumbersThatDoNotFitGiveWhatAnX86ProcessorGives()
    {
        float[] values = [3e9f, -3e9f, float.NaN, float.PositiveInfinity, 300, -1.5f];
        Assert.Equal([int.MinValue, int.MinValue, int.MinValue, int.MinValue, 300, -1], Cast<float, int>(DataType.Float, DataType.Int32, values));
        Assert.Equal([3_000_000_000, -3_000_000_000, long.MinValue, long.MinValue, 300, -1], Cast<float, long>(DataType.Float, DataType.Int64, values));
        Assert.Equal<byte>([0, 0, 0, 0, 44, 255], Cast<float, byte>(DataType.Float, DataType.UInt8, values));
        Assert.Equal([3_000_000_000, 1_294_967_296, 0, 0, 300, uint.MaxValue], Cast<float, uint>(DataType.Float, DataType.UInt32, values));
        Assert.Equal([1UL << 63, ulong.MaxValue], Cast<double, ulong>(DataType.Double, DataType.UInt64, [9223372036854775808.0, -1]));
        Assert.Equal([int.MinValue, int.MaxValue, int.MinValue], Cast<double, int>(DataType.Double, DataType.Int32, [-2147483648.9, 2147483647.9, 2147483648]));
    }

    [Fact]
    public void LongRunsAreConvertedAsSingleElementsAre()
    {
        float[] values = [.. Enumerable.Range(0, 5003).Select(i => ((i * 37) % 1000) - 499.5f)];
        Assert.Equal(values.Select(value => (int)value), Cast<float, int>(DataType.Float, DataType.Int32, values));
        Assert.Equal(values.Select(value => (sbyte)(int)value), Cast<float, sbyte>(DataType.Float, DataType.Int8, values));
        Assert.Equal(values.Select(value => (Half)value), Cast<float, Half>(DataType.Float, DataType.Half, values));
        Assert.Equal(values.Select(value => (BFloat16)value), Cast<float, BFloat16>(DataType.Float, DataType.BFloat16, values));
        Assert.Equal(values.Select(value => value != 0), Cast<float, bool>(DataType.Float, DataType.Bool, values));
        byte[] bytes = [.. Enumerable.Range(0, 3001).Select(i => (byte)i)];
        Assert.Equal(bytes.Select(value => (float)value), Cast<byte, float>(DataType.UInt8, DataType.Float, bytes));
    }

    [Fact]
    public void BFloat16RoundsToEvenAndKeepsNaN()
    {
        uint[] bits = [0x3F80_8000, 0x3F81_8000, 0x3F80_8001, 0x7F80_0001, 0xFFFF_FFFF, 0x7F7F_FFFF, 0x8000_0000, 0x7F80_0000];
        float[] values = [.. Enumerable.Repeat(bits, 5).SelectMany(value => value).Select(BitConverter.UInt32BitsToSingle)];
        ushort[] expected = [0x3F80, 0x3F82, 0x3F81, 0x7FC0, 0xFFFF, 0x7F80, 0x8000, 0x7F80];
        Assert.Equal(Enumerable.Repeat(expected, 5).SelectMany(value => value), Cast<float, ushort>(DataType.Float, DataType.BFloat16, values));
    }

    [Fact]
    public void EveryFloatOfEightBitsSurvivesAFloat()
    {
        for (int bits = 0; bits < 256; bits++)
        {
            Check(bits, Float8.FromE5M2((byte)bits), Float8.ToE5M2);
            Check(bits, Float8.FromE4M3FN((byte)bits), Float8.ToE4M3FN);
        }

        static void Check(int bits, float value, Func<float, byte> encode)
        {
            if (!float.IsNaN(value))
            {
                Assert.Equal(bits, encode(value));
            }
        }
    }

    [Fact]
    public void FloatsOfEightBitsRoundToTheNearest()
    {
        Assert.Equal(448f, Float8.FromE4M3FN(Float8.ToE4M3FN(463)));
        Assert.True(float.IsNaN(Float8.FromE4M3FN(Float8.ToE4M3FN(465))));
        Assert.Equal(57344f, Float8.FromE5M2(Float8.ToE5M2(61439)));
        Assert.Equal(float.PositiveInfinity, Float8.FromE5M2(Float8.ToE5M2(61440)));
        Assert.Equal(1f, Float8.FromE4M3FN(Float8.ToE4M3FN(1.0625f)));
        Assert.Equal(1.25f, Float8.FromE4M3FN(Float8.ToE4M3FN(1.1875f)));
        Assert.Equal(0x80, Float8.ToE5M2(-0f));
    }

    [Fact]
    public void TruncationCutsOffWhatRoundingWouldCarry()
    {
        double[] values = [1.9999999, -1.9999999];
        var result = SingleOperation.Run(
            "Cast", DataType.BFloat16, [(DataType.Double, RawTensor.Of([2], values))], null,
            NodeAttribute.Type("SrcT", DataType.Double), NodeAttribute.Type("DstT", DataType.BFloat16), NodeAttribute.Flag("Truncate", true));
        Assert.Equal<ushort>([0x3FFF, 0xBFFF], result.As<ushort>());
    }

    private static TTo[] Cast<TFrom, TTo>(DataType from, DataType to, TFrom[] values)
        where TFrom : unmanaged
        where TTo : unmanaged =>
        SingleOperation.Run("Cast", to, [(from, RawTensor.Of([values.Length], values))], null, NodeAttribute.Type("SrcT", from), NodeAttribute.Type("DstT", to)).As<TTo>();
}
