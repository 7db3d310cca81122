namespace TypedModels.Keras.Models;

/// <summary>What a model takes.</summary>
/// <param name="Key">Its name.</param>
/// <param name="DataType">The type of its elements.</param>
/// <param name="Shape">Its shape, with the axis of the batch.</param>
internal sealed record ModelInput(string Key, DataType DataType, TensorShape Shape);
