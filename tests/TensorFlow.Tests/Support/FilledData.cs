using System.Runtime.InteropServices;
using TypedModels.Engines;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>A value for a variable whose elements are all the same; it takes no memory of its own.</summary>
internal sealed class FilledData(float value, TensorShape shape) : VariableData
{
    public override DataType DataType => DataType.Float;

    public override TensorShape Shape => shape;

    public override string File => "/checkpoints/filled";

    public override object? Identity => value;

    public override void Read(Span<byte> destination) => MemoryMarshal.Cast<byte, float>(destination).Fill(value);

    public override ReadOnlyMemory<byte>[] ReadTexts() => throw new NotSupportedException();
}
