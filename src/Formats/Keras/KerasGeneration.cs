namespace TypedModels.Formats.Keras;

/// <summary>Which generation of Keras wrote a configuration: what is left out in it has that one's defaults.</summary>
internal enum KerasGeneration
{
    /// <summary>Keras 1, of 2015 to 2017.</summary>
    Keras1 = 1,

    /// <summary>Keras 2, alone or as <c>tf.keras</c>.</summary>
    Keras2,

    /// <summary>Keras 3.</summary>
    Keras3,
}
