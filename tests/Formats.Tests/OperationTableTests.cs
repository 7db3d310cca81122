using System.Text;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;

namespace TypedModels.Tests;

public sealed class OperationTableTests
{
    public static TheoryData<string> Damaged => new(
        "NoArguments",
        "Unfinished(x: float",
        "Unfinished(x: float) -> (y: float) {T: type",
        "UnknownType(x: T) -> (y: T) {U: type}",
        "UnknownDefault() -> () {f: func = a}",
        "Trailing() -> () stateless");

    [Fact]
    public void TheNamesAreInOrdinalOrderAndOccurOnce()
    {
        string[] names = [.. OperationTable.Names];

        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
        Assert.True(names.Length > 1400, $"{names.Length} operations");
    }

    [Fact]
    public void EveryOperationIsFoundAndMakesSense()
    {
        foreach (string name in OperationTable.Names)
        {
            var operation = OperationTable.Find(name);

            Assert.NotNull(operation);
            Assert.Equal(name, operation.Name);
            Assert.All(operation.Inputs.Concat(operation.Outputs), argument => AssertRefersTo(operation, argument));
            Assert.All(operation.Attributes, attribute => Assert.Equal(attribute.Default is not null, operation.Defaults.ContainsKey(attribute.Name)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("Conv2")]
    [InlineData("Conv2D(")]
    [InlineData("conv2d")]
    [InlineData("ZZZ")]
    [InlineData("Abort() -> ()\n")]
    public void NothingElseIsFound(string name) => Assert.Null(OperationTable.Find(name));

    [Fact]
    public void AnOperationHasItsArgumentsAndAttributes()
    {
        var convolution = OperationTable.Find("Conv2D")!;

        Assert.Equal(["input", "filter"], convolution.Inputs.Select(input => input.Name));
        Assert.Equal("T", Assert.Single(convolution.Outputs).TypeAttribute);
        Assert.False(convolution.IsStateful);
        Assert.Equal([DataType.Half, DataType.BFloat16, DataType.Float, DataType.Double, DataType.Int32], Attribute(convolution, "T").AllowedTypes);
        Assert.Equal(["SAME", "VALID", "EXPLICIT"], Attribute(convolution, "padding").AllowedTexts.Select(text => Encoding.UTF8.GetString(text.Span)));
        Assert.Null(Attribute(convolution, "padding").Default);
        Assert.Equal("list(int)", Attribute(convolution, "strides").Type);
        Assert.Equal([1L, 1, 1, 1], convolution.Defaults["dilations"].List!.Integers);
        Assert.True(convolution.Defaults["use_cudnn_on_gpu"].Bool);
    }

    [Fact]
    public void ArgumentsMayBeManyTensorsOrReferences()
    {
        var concat = OperationTable.Find("ConcatV2")!;
        var call = OperationTable.Find("PartitionedCall")!;
        var assign = OperationTable.Find("Assign")!;

        Assert.Equal(("N", "T"), (concat.Inputs[0].NumberAttribute, concat.Inputs[0].TypeAttribute));
        Assert.Equal(2, Attribute(concat, "N").Minimum);
        Assert.Equal("Tin", Assert.Single(call.Inputs).TypeListAttribute);
        Assert.Equal([true, false], assign.Inputs.Select(input => input.IsReference));
        Assert.True(OperationTable.Find("RandomUniform")!.IsStateful);
        Assert.Equal(9, OperationTable.Find("BatchNormWithGlobalNormalization")!.DeprecatedSince);
    }

    [Theory]
    [MemberData(nameof(Damaged))]
    public void ALineThatIsNotOfTheFormIsRefused(string line) => Assert.Throws<FormatException>(() => OperationLineReader.Read(line));

    private static OperationAttribute Attribute(OperationDefinition operation, string name) => Assert.Single(operation.Attributes, attribute => attribute.Name == name);

    private static void AssertRefersTo(OperationDefinition operation, OperationArgument argument)
    {
        if (argument.NumberAttribute.Length > 0)
        {
            Assert.Equal("int", Attribute(operation, argument.NumberAttribute).Type);
        }

        if (argument.TypeListAttribute.Length > 0)
        {
            Assert.Equal("list(type)", Attribute(operation, argument.TypeListAttribute).Type);
        }
        else if (argument.TypeAttribute.Length > 0)
        {
            Assert.Equal("type", Attribute(operation, argument.TypeAttribute).Type);
        }
        else
        {
            Assert.NotEqual(DataType.Invalid, argument.Type);
        }
    }
}
