using System.Text.Json;

namespace TypedModels;

/// <summary>One call of a layer whose class is not Keras's own, and the means to say what it computes.</summary>
/// <remarks>Of use until the <see cref="KerasLayer"/> returns, on its thread.</remarks>
public abstract class KerasLayerCall
{
    /// <summary>Made by the loader alone.</summary>
    private protected KerasLayerCall()
    {
    }

    /// <summary>The layer's name in the model.</summary>
    public abstract string Name { get; }

    /// <summary>The layer's class.</summary>
    public abstract string ClassName { get; }

    /// <summary>The arguments of the layer's constructor, as its <c>get_config</c> gave them.</summary>
    public abstract JsonElement Config { get; }

    /// <summary>The tensors that the layer is called with, in order.</summary>
    public abstract IReadOnlyList<KerasTensor> Inputs { get; }

    /// <summary>A weight of the layer. They have to be asked for in the order in which the layer makes them: files of weights know them by it.</summary>
    /// <param name="name">Its name, such as <c>kernel</c>; asked for again, it is the same weight.</param>
    /// <param name="shape">Its shape.</param>
    public abstract KerasTensor Weight(string name, params ReadOnlySpan<long> shape);

    /// <summary>Numbers that are the same in every call.</summary>
    /// <param name="values">The numbers, row by row.</param>
    /// <param name="shape">Their shape; none for a single number.</param>
    public abstract KerasTensor Constant(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape);

    /// <summary>Whole numbers that are the same in every call, such as axes and lengths.</summary>
    /// <param name="values">The numbers, row by row.</param>
    /// <param name="shape">Their shape; none for a single number.</param>
    public abstract KerasTensor Constant(ReadOnlySpan<int> values, params ReadOnlySpan<long> shape);

    /// <summary>An operation of TensorFlow, such as <c>AddV2</c>, <c>MatMul</c>, <c>Relu</c> or <c>ConcatV2</c>.</summary>
    /// <param name="operation">The type of operation.</param>
    /// <param name="inputs">What it reads, in order.</param>
    /// <returns>The first of its outputs.</returns>
    /// <exception cref="ArgumentException">TensorFlow has no such operation, or it takes other inputs.</exception>
    public KerasTensor Operation(string operation, params ReadOnlySpan<KerasTensor> inputs) => Operation(operation, null, inputs)[0];

    /// <summary>An operation of TensorFlow with attributes.</summary>
    /// <param name="operation">The type of operation.</param>
    /// <param name="attributes">
    /// Attributes other than the types and the number of its inputs: <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>, <see cref="float"/>, <see cref="double"/>, <see cref="string"/>, <see cref="TypedModels.DataType"/>,
    /// <see cref="TensorShape"/>, or <see cref="IEnumerable{T}"/> of <see cref="long"/> or <see cref="int"/>; null for none.
    /// </param>
    /// <param name="inputs">What it reads, in order.</param>
    /// <returns>Its outputs.</returns>
    /// <exception cref="ArgumentException">TensorFlow has no such operation, or it takes other inputs or attributes.</exception>
    public abstract IReadOnlyList<KerasTensor> Operation(string operation, IReadOnlyDictionary<string, object>? attributes, params ReadOnlySpan<KerasTensor> inputs);

    /// <summary>A layer of Keras's own that this one holds, with its weights.</summary>
    /// <param name="attribute">The attribute that holds it in Python, such as <c>dense1</c>: files of Keras 3 know its weights by it; asked for again, it is the same layer.</param>
    /// <param name="className">Its class, such as <c>Dense</c>.</param>
    /// <param name="config">The arguments of its constructor as JSON, such as <c>{"units": 32}</c>.</param>
    /// <param name="inputs">What it is called with.</param>
    /// <returns>What it gives.</returns>
    public abstract IReadOnlyList<KerasTensor> Layer(string attribute, string className, string config, params ReadOnlySpan<KerasTensor> inputs);
}
