using TypedModels.Engines;

namespace TypedModels.Engine.Tests.Support;

/// <summary>A value for a variable that lies in no file.</summary>
internal sealed class GivenValue(DataType type, RawTensor value) : VariableData
{
    public override DataType DataType => type;

    public override TensorShape Shape { get; } = new(value.Shape);

    public override string File => "hand-made";

    public override object? Identity => this;

    public override void Read(Span<byte> destination) => value.Bytes.CopyTo(destination);

    public override ReadOnlyMemory<byte>[] ReadTexts() => Array.ConvertAll(value.Texts!, text => (ReadOnlyMemory<byte>)text);

    /// <summary>Numbers.</summary>
    public static GivenValue Of(params float[] numbers) => new(DataType.Float, RawTensor.Of([numbers.Length], numbers));
}
