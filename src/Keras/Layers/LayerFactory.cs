using TypedModels.Formats;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Models;

namespace TypedModels.Keras.Layers;

/// <summary>Makes layers of their configurations.</summary>
/// <param name="custom">The classes of the user's own.</param>
/// <param name="assets">The files that layers of the model were saved with.</param>
internal sealed class LayerFactory(ICustomLayers custom, ILayerAssets assets)
{
    // Models in models make long names of short ones, but none that anyone could read.
    private const int LongestPath = 1 << 12;
    private const int LongestShown = 80;

    /// <summary>The files that layers of the model were saved with.</summary>
    public ILayerAssets Assets => assets;

    /// <summary>Makes a layer.</summary>
    /// <param name="document">What the file says of it.</param>
    /// <param name="path">What the names of its variables begin with.</param>
    /// <param name="groups">Where its group is in files of Keras 3.</param>
    /// <exception cref="ModelFormatException">There is no such layer, or its configuration is damaged.</exception>
    public Layer Create(KerasLayerConfig document, string path, IReadOnlyList<string> groups)
    {
        if (path.Length > LongestPath || groups.Any(group => group.Length > LongestPath))
        {
            throw KerasFault.Unsupported($"A layer inside of others has a name of more than {LongestPath} letters: {path.Substring(0, Math.Min(path.Length, LongestShown))}…");
        }

        try
        {
            return Make(document, new LayerConfig(document, path, groups, this));
        }
        catch (ModelFormatException exception) when (LayerFault.CanName(exception, document))
        {
            throw LayerFault.Named(exception, document);
        }
        catch (OverflowException exception)
        {
            throw LayerFault.OfSizes(exception, document);
        }
    }

    private Layer Make(KerasLayerConfig document, LayerConfig config)
    {
        if (custom.Find(document) is { } function)
        {
            return new CustomLayer(config, function);
        }

        if (document.Model is { } model)
        {
            return new NetworkLayer(config, model);
        }

        var create = document.IsCustom ? null : LayerTable.Find(document);
        return create?.Invoke(config) ?? throw Unknown(document);
    }

    private static ModelFormatException Unknown(KerasLayerConfig document)
    {
        string name = $"The layer '{document.Name}' ({document.ClassName})";
        if (LayerTable.IsOperation(document))
        {
            return KerasFault.Unsupported($"{name} is a function of keras.ops that is not known here");
        }

        return document.ClassName is "Lambda"
            ? KerasFault.Unsupported($"{name} is Python code: a function that the file holds as bytecode or by name alone, which is never run here", "Put a layer of Keras's own in its place (Rescaling, Activation, …), or "
                + $"name what it does at load: ModelOptions.Keras.Layers[\"{document.Name}\"], and in the build the KerasLayers of its TfModel item; or export the model with model.export(\"folder\") and name that folder")
            : KerasFault.Unsupported(
                document.IsCustom || document.Model is null && document.Config["layers"] is null && !LayerTable.Knows(document.ClassName)
                    ? $"{name} is of a class that is not Keras's own: its file holds weights and arguments, and not what it computes"
                    : $"{name} is not known here",
                $"Say what it does at load, ModelOptions.Keras.Layers[\"{document.ClassName}\"], and its output in the build, KerasLayers=\"{document.ClassName}=float32[?, 10]\" of its TfModel item; or export the model with model.export(\"folder\") and name that folder");
    }
}
