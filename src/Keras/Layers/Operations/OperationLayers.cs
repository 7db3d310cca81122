namespace TypedModels.Keras.Layers.Operations;

/// <summary>The operations that models of Keras hold in the place of layers: <c>keras.ops</c> of Keras 3, and what <c>tf.keras</c> wrote as <c>TFOpLambda</c>.</summary>
internal static class OperationLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table)
    {
        foreach (var operation in FunctionTable.Default.Operations)
        {
            table.AddOperation(operation.Key, config => new OperationLayer(config, operation.Value, isKeras3: true));
        }

        table.Add("TFOpLambda", OperationLayer.OfTensorFlow);
        table.Add("SlicingOpLambda", OperationLayer.OfTensorFlow);
    }
}
