namespace TypedModels.Keras.Layers.Pooling;

/// <summary>What is made of the elements of a window.</summary>
internal enum PoolingKind
{
    /// <summary>The largest.</summary>
    Max,

    /// <summary>The mean.</summary>
    Average,
}
