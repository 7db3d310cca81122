using System.Numerics;
using TypedModels.Formats;
using TypedModels.Formats.Hdf5;

namespace TypedModels.Tests.Hdf5;

/// <summary>Every type of elements, as old and new versions of HDF5 store it.</summary>
public sealed class Hdf5TypeTests
{
    public static TheoryData<string> Versions => ["types_earliest", "types_latest"];

    [Theory, MemberData(nameof(Versions))]
    public void NumbersOfEverySizeAndByteOrderAreRead(string version)
    {
        using var file = Fixture.Open(version);
        foreach (string order in new[] { "little", "big" })
        {
            Check<sbyte>(file, order + "_i1", DataType.Int8);
            Check<byte>(file, order + "_u1", DataType.UInt8);
            Check<short>(file, order + "_i2", DataType.Int16);
            Check<ushort>(file, order + "_u2", DataType.UInt16);
            Check<int>(file, order + "_i4", DataType.Int32);
            Check<uint>(file, order + "_u4", DataType.UInt32);
            Check<long>(file, order + "_i8", DataType.Int64);
            Check<ulong>(file, order + "_u8", DataType.UInt64);
            Check<Half>(file, order + "_f2", DataType.Half);
            Check<float>(file, order + "_f4", DataType.Float);
            Check<double>(file, order + "_f8", DataType.Double);
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Bfloat16IsKnownByItsBits(string version)
    {
        using var file = Fixture.Open(version);

        Assert.Equal(DataType.BFloat16, file.Root.FindDataset("bfloat16")!.DataType);
        Assert.Equal(new ushort[] { 0x3f80, 0x4000, 0x4040 }, Fixture.Read<ushort>(file, "bfloat16"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void ABooleanOfH5pyIsATruthValueAndAnotherEnumerationItsNumbers(string version)
    {
        using var file = Fixture.Open(version);

        Assert.Equal(DataType.Bool, file.Root.FindDataset("truth")!.DataType);
        Assert.Equal([true, false, true], Fixture.Read<bool>(file, "truth"));
        Assert.Equal(DataType.Int16, file.Root.FindDataset("choice")!.DataType);
        Assert.Equal(new short[] { 1, 2, 1 }, Fixture.Read<short>(file, "choice"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void AScalarHasOneElementAndANullSpaceNone(string version)
    {
        using var file = Fixture.Open(version);

        Assert.Equal(TensorShape.Scalar, file.Root.FindDataset("scalar")!.Shape);
        Assert.Equal([7f], Fixture.Read<float>(file, "scalar"));
        Assert.Empty(Fixture.Read<float>(file, "nothing"));
        Assert.Equal(new TensorShape(0, 4), file.Root.FindDataset("no_rows")!.Shape);
        Assert.Empty(Fixture.Read<float>(file, "no_rows"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void ElementsThatWereNotWrittenHaveTheirFillValue(string version)
    {
        using var file = Fixture.Open(version);

        Assert.Equal([9, 9, 9, 9, 9, 9], Fixture.Read<int>(file, "unwritten"));
        Assert.Equal(new int[6], Fixture.Read<int>(file, "unwritten_zeros"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void ElementsInTheHeaderAndOfNamedTypesAreRead(string version)
    {
        using var file = Fixture.Open(version);

        Assert.Equal([0, 1, 2, 3, 4, 5], Fixture.Read<int>(file, "compact"));
        Assert.Equal(new short[] { 0, 1, 2, 3, 4 }, Fixture.Read<short>(file, "of_named_type"));
        Assert.IsType<Hdf5NamedType>(file.Root.Find("named_type"));
        Assert.Null(file.Root.FindDataset("named_type"));
    }

    [Theory]
    [InlineData("compound", "fields")]
    [InlineData("opaque", "5 bytes of unknown meaning")]
    [InlineData("array", "arrays")]
    [InlineData("reference", "references")]
    [InlineData("lists", "lists of any length")]
    [InlineData("lzf", "the filter LZF")]
    [InlineData("scale_offset", "the filter scale-offset")]
    [InlineData("external", "in other files")]
    [InlineData("virtual", "a virtual dataset")]
    public void WhatIsNotReadIsRefusedByItsName(string name, string reason)
    {
        using var file = Fixture.Open("refused");
        var dataset = file.Root.FindDataset(name)!;

        var refused = Assert.Throws<ModelFormatException>(() => dataset.Read(new byte[dataset.ElementCount * dataset.Type.Size]));

        Assert.Equal("refused.h5", refused.Problem.File);
        Assert.Contains($"'/{name}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    private static void Check<T>(Hdf5File file, string name, DataType type)
        where T : unmanaged, INumber<T>
    {
        var dataset = file.Root.FindDataset(name)!;

        Assert.Equal(type, dataset.DataType);
        Assert.Equal(new TensorShape(3, 4), dataset.Shape);
        Assert.Equal(Enumerable.Range(0, 12).Select(T.CreateChecked), Fixture.Read<T>(dataset));
    }
}
