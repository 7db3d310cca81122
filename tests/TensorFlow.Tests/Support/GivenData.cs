using System.Runtime.InteropServices;
using TypedModels.Engines;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>A value for a variable that a test makes up.</summary>
internal sealed class GivenData(DataType type, TensorShape shape, byte[] bytes) : VariableData
{
    public GivenData(float[] values, params long[] shape)
        : this(DataType.Float, new TensorShape(shape), MemoryMarshal.AsBytes<float>(values).ToArray())
    {
    }

    public override DataType DataType => type;

    public override TensorShape Shape => shape;

    public override string File => "/checkpoints/given";

    public override object? Identity => null;

    /// <summary>The elements of text.</summary>
    public ReadOnlyMemory<byte>[] Texts { get; init; } = [];

    /// <summary>Whether the file is damaged.</summary>
    public bool IsDamaged { get; init; }

    public override void Read(Span<byte> destination)
    {
        Refuse();
        bytes.CopyTo(destination);
    }

    public override ReadOnlyMemory<byte>[] ReadTexts()
    {
        Refuse();
        return Texts;
    }

    private void Refuse()
    {
        if (IsDamaged)
        {
            throw new FormatException("/checkpoints/given is damaged");
        }
    }
}
