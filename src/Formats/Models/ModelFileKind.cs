namespace TypedModels.Formats.Models;

/// <summary>What a model's file holds.</summary>
internal enum ModelFileKind
{
    /// <summary>A folder with <c>saved_model.pb</c>.</summary>
    SavedModel,

    /// <summary>A <c>.meta</c> file, which TensorFlow 1's Saver writes beside its checkpoints.</summary>
    MetaGraph,

    /// <summary>A <c>.pb</c> or <c>.pbtxt</c> file: a graph alone, most often frozen.</summary>
    Graph,

    /// <summary>A <c>.keras</c>, <c>.h5</c>, <c>.hdf5</c> or <c>.json</c> file of Keras.</summary>
    Keras,
}
