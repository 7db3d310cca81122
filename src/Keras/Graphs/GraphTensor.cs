using TypedModels.Formats;
using TypedModels.Formats.Shapes;

namespace TypedModels.Keras.Graphs;

/// <summary>A tensor of a graph that is being built.</summary>
/// <param name="Name">Its name, as nodes of the same graph or function read it.</param>
/// <param name="DataType">The type of its elements.</param>
/// <param name="Facts">What is known of its shape and of its elements before any call.</param>
internal sealed record GraphTensor(string Name, DataType DataType, ValueFacts Facts)
{
    /// <summary>What is known of its shape.</summary>
    public TensorShape Shape => Facts.Shape.ToTensorShape();

    /// <summary>The number of its axes.</summary>
    /// <exception cref="ModelFormatException">It is not known.</exception>
    public int Rank => Facts.Shape.HasRank ? Facts.Shape.Rank : throw Formats.Keras.KerasFault.Unsupported($"'{Name}' has no known number of axes, and the layer that reads it needs it");

    /// <summary>The length of an axis, or null where it is not known.</summary>
    /// <param name="axis">The axis; below 0 counted from the last.</param>
    /// <exception cref="ModelFormatException">There is no such axis, or it is counted from the last and their number is not known.</exception>
    public long? Length(int axis)
    {
        int counted = axis < 0 ? Rank + axis : axis;
        return counted < 0 || (Facts.Shape.HasRank && counted >= Rank)
            ? throw Formats.Keras.KerasFault.Damaged($"it needs axis {axis} of a tensor of the shape {Shape}")
            : Facts.Shape[counted] is { IsKnown: true, Length: var length } ? length : null;
    }

    /// <summary>Whether it holds floating-point numbers.</summary>
    public bool IsFloating => DataType is DataType.Float or DataType.Double or DataType.Half or DataType.BFloat16;

    public override string ToString() => $"{Name} {DataType.ToWord()} {Shape}";
}
