namespace TypedModels;

/// <summary>A tensor of a model's graph while it is built: not a value, but what a later call will compute. Made by a <see cref="KerasLayerCall"/>, and of use in that model alone.</summary>
public abstract class KerasTensor
{
    /// <summary>Made by the loader alone.</summary>
    private protected KerasTensor()
    {
    }

    /// <summary>The type of its elements.</summary>
    public abstract DataType DataType { get; }

    /// <summary>What is known of its shape before any call; the batch, most often the first axis, is not.</summary>
    public abstract TensorShape Shape { get; }
}
