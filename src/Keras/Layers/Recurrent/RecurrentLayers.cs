namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>The layers of this folder.</summary>
internal static class RecurrentLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table)
    {
        table.Add("LSTM", config => new RecurrentLayer(config, new LongShortTermCell(RecurrentCells.ConfigOf(config, "lstm_cell"))));
        table.Add("GRU", config => new RecurrentLayer(config, new GatedUnitCell(RecurrentCells.ConfigOf(config, "gru_cell"))));
        table.Add("SimpleRNN", config => new RecurrentLayer(config, new SimpleCell(RecurrentCells.ConfigOf(config, "simple_rnn_cell"))));
        table.Add("CuDNNLSTM", config => new RecurrentLayer(config, new LongShortTermCell(RecurrentCells.ConfigOf(config, "lstm_cell"))));
        table.Add("CuDNNGRU", config => new RecurrentLayer(config, new GatedUnitCell(RecurrentCells.ConfigOf(config, "gru_cell"))));
        table.Add("RNN", config => new RecurrentLayer(config, RecurrentCells.Of(config)));
        for (int axes = 1; axes <= 3; axes++)
        {
            int count = axes;
            table.Add(
                FormattableString.Invariant($"ConvLSTM{count}D"),
                config => new RecurrentLayer(config, new ConvolutionCell(RecurrentCells.ConfigOf(config, FormattableString.Invariant($"conv_lstm{count}d_cell")), count), count));
        }

        table.Add("Bidirectional", config => new BidirectionalLayer(config));
        table.Add("TimeDistributed", config => new TimeDistributedLayer(config));
    }
}
