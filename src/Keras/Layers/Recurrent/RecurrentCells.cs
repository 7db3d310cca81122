using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>Makes the cells of recurrent layers.</summary>
internal static class RecurrentCells
{
    private const int MostCells = 1 << 10;
    private const int MostNesting = 8;

    /// <summary>The cell of a layer that is called after it, such as <c>LSTM</c>, whose configuration is the layer's.</summary>
    /// <param name="layer">The layer's configuration.</param>
    /// <param name="name">What the names of the cell's variables begin with behind those of the layer.</param>
    public static LayerConfig ConfigOf(LayerConfig layer, string name) => new(layer.Document, layer.Path + "/" + name, WeightGroups.Inside(layer.Groups, ["cell"]), layer.Factory);

    /// <summary>The cell of an <c>RNN</c>, which its configuration describes.</summary>
    /// <exception cref="ModelFormatException">It is none of Keras's own, or damaged.</exception>
    public static RecurrentCell Of(LayerConfig layer) => Create(layer, layer["cell"] ?? throw LayerConfig.Missing("cell"), layer.Path, "cell", 0);

    private static RecurrentCell Create(LayerConfig layer, JsonValue cell, string path, string segment, int depth)
    {
        var document = KerasConfigReader.ReadLayer(cell, layer.Generation);
        string name = document.ClassName switch { "LSTMCell" => "lstm_cell", "GRUCell" => "gru_cell", "SimpleRNNCell" => "simple_rnn_cell", _ => "stacked_rnn_cells" };
        var config = new LayerConfig(document, path + "/" + name, WeightGroups.Inside(layer.Groups, [segment]), layer.Factory);
        return document.ClassName switch
        {
            _ when document.IsCustom || depth > MostNesting => throw Unknown(document),
            "LSTMCell" => new LongShortTermCell(config),
            "GRUCell" => new GatedUnitCell(config),
            "SimpleRNNCell" => new SimpleCell(config),
            "StackedRNNCells" => new StackedCell(config, CellsOf(config, depth)),
            _ => throw Unknown(document),
        };
    }

    private static IReadOnlyList<RecurrentCell> CellsOf(LayerConfig stack, int depth)
    {
        if (stack["cells"] is not { Kind: JsonKind.List, Items.Count: > 0 and <= MostCells } cells)
        {
            throw stack.Wrong("cells", "a list of cells");
        }

        var names = new Models.LayerNames();
        return [.. cells.Items.Select((cell, index) =>
        {
            string group = names.Next(cell["class_name"]?.Text ?? "");
            return Create(stack, cell, FormattableString.Invariant($"{stack.Path}/{index}"), "cells/" + group, depth + 1);
        })];
    }

    private static ModelFormatException Unknown(KerasLayerConfig cell) =>
        KerasFault.Unsupported($"its cell is of the class '{cell.ClassName}', which is not Keras's own: the file holds weights and arguments, and not what the cell computes");
}
