using TypedModels.Formats;
using TypedModels.Formats.Models;
using TypedModels.Keras.Layers;
using TypedModels.Keras.Models;
using TypedModels.Keras.Weights;

namespace TypedModels.Keras.Files;

/// <summary>Reads models of every kind.</summary>
internal static class ModelFileReader
{
    /// <summary>Reads the model that a path names: a SavedModel, a graph, or a model of Keras, which becomes a graph.</summary>
    /// <param name="path">A folder or a file.</param>
    /// <param name="custom">The layers of the user's own classes in models of Keras.</param>
    /// <exception cref="ModelFormatException">There is none, it cannot be opened, it is damaged, or it has a layer that cannot be built.</exception>
    public static ModelFile Read(string path, ICustomLayers custom)
    {
        if (Directory.Exists(path) || ModelFile.KindOf(path) != ModelFileKind.Keras)
        {
            return ModelFile.Read(path);
        }

        try
        {
            using var file = KerasFile.Open(path);
            var graph = KerasGraphBuilder.Build(file.ReadConfig(), custom, new ArchiveAssets(file.Archive));
            return ModelFile.OfKeras(path, graph.MetaGraph, new KerasWeights(graph, file.HoldsWeights ? path : null));
        }
        catch (ModelFormatException exception)
        {
            throw exception.In(path);
        }
    }
}
