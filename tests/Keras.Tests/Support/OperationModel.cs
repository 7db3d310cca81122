namespace TypedModels.Keras.Tests.Support;

/// <summary>Models of one operation, as Keras 3 and tf.keras write them. Their inputs are <c>x0</c>, <c>x1</c>, …; the operation is called <c>layer</c>.</summary>
internal static class OperationModel
{
    /// <summary>An operation of <c>keras.ops</c>.</summary>
    /// <param name="className">Its class.</param>
    /// <param name="config">What its constructor was given, as members of JSON without braces.</param>
    /// <param name="arguments">The arguments of the call, as items of JSON; <c>$0</c> is the first input.</param>
    /// <param name="inputs">The inputs: a type and a shape each, such as <c>float32 null, 3</c>.</param>
    public static KerasModel OfKeras3(string className, string config, string arguments, params string[] inputs) => Of(className, config, arguments, 1, inputs);

    /// <summary>The same with several results.</summary>
    public static KerasModel Of(string className, string config, string arguments, int outputs, params string[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            arguments = arguments.Replace($"${i}", KerasModel.Tensor($"x{i}"), StringComparison.Ordinal);
        }

        string members = config.Length == 0 ? "" : "," + config;
        return Functional(
            "3.5.0",
            $$$"""{"class_name":"{{{className}}}","module":"keras.src.ops.numpy","registered_name":"{{{className}}}","name":"layer","config":{"name":"layer"{{{members}}}},"inbound_nodes":[{"args":[{{{arguments}}}],"kwargs":{}}]}""",
            outputs,
            inputs);
    }

    /// <summary>A function of TensorFlow.</summary>
    /// <param name="function">Its name behind <c>tf.</c></param>
    /// <param name="node">The call, as <c>inbound_nodes</c> has it: <c>["x0",0,0,{…}]</c>.</param>
    /// <param name="inputs">The inputs: a type and a shape each.</param>
    public static KerasModel OfTensorFlow(string function, string node, params string[] inputs) => Functional(
        "2.15.0",
        $$$"""{"class_name":"{{{(function.EndsWith("getitem", StringComparison.Ordinal) ? "SlicingOpLambda" : "TFOpLambda")}}}","name":"layer","config":{"name":"layer","trainable":true,"dtype":"float32","function":"{{{function}}}"},"inbound_nodes":[{{{node}}}]}""",
        1,
        inputs);

    private static KerasModel Functional(string version, string layer, int outputs, string[] inputs)
    {
        string layers = string.Concat(inputs.Select((input, i) => $$$"""
            {"class_name":"InputLayer","name":"x{{{i}}}","config":{"name":"x{{{i}}}","batch_shape":[{{{input.Substring(input.IndexOf(' ') + 1)}}}],"dtype":"{{{input.Substring(0, input.IndexOf(' '))}}}"},"inbound_nodes":[]},
            """));
        string ends = string.Join(",", inputs.Select((_, i) => $"[\"x{i}\",0,0]"));
        string results = string.Join(",", Enumerable.Range(0, outputs).Select(i => $"[\"layer\",0,{i}]"));
        return KerasModel.Of($$$"""{"class_name":"Functional","keras_version":"{{{version}}}","config":{"name":"model","layers":[{{{layers}}}{{{layer}}}],"input_layers":[{{{ends}}}],"output_layers":[{{{results}}}]}}""");
    }
}
