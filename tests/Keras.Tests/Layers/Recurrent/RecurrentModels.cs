using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Recurrent;

/// <summary>Models of recurrent layers, and their weights.</summary>
internal static class RecurrentModels
{
    /// <summary>The weights of a cell of a model: kernel, recurrent kernel, and bias where there is one.</summary>
    public static (Numbers Kernel, Numbers Recurrent, Numbers? Bias) WeightsOf(KerasModel model, string path = "layer/lstm_cell") =>
        (model.Weights[path + "/kernel"], model.Weights[path + "/recurrent_kernel"], model.Weights.TryGetValue(path + "/bias", out var bias) ? bias : null);

    /// <summary>The recurrence of an LSTM of a model.</summary>
    public static Recurrence Lstm(KerasModel model, string path = "layer/lstm_cell", Func<double, double>? gate = null, Func<double, double>? activation = null)
    {
        var (kernel, recurrent, bias) = WeightsOf(model, path);
        return Recurrence.Lstm(kernel, recurrent, bias, gate, activation);
    }

    /// <summary>A Sequential of Keras 3 of a Masking and a layer.</summary>
    public static KerasModel Masked(string className, string config, string inputShape, string version = "3.5.0") => KerasModel.Of($$$"""
        {"class_name":"Sequential","keras_version":"{{{version}}}","config":{"layers":[
          {"class_name":"InputLayer","config":{"name":"x","batch_shape":[{{{inputShape}}}],"dtype":"float32"}},
          {"class_name":"Masking","config":{"name":"masking","mask_value":0}},
          {"class_name":"{{{className}}}","config":{"name":"layer",{{{config}}}}}]}}
        """);

    /// <summary>Numbers of which some steps are zeros.</summary>
    public static Numbers WithGaps(int seed, Func<int, int, bool> counts, params int[] shape)
    {
        var numbers = Numbers.Random(seed, shape);
        return Numbers.Make(shape, at => counts(at[0], at[1]) ? numbers[at] : 0);
    }

    /// <summary>A functional model of Keras 3 of one layer that gives several tensors.</summary>
    /// <param name="className">The layer's class.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="outputs">How many tensors it gives.</param>
    /// <param name="call">Its call: arguments and names.</param>
    /// <param name="inputShapes">The shapes of the inputs <c>x0</c>, <c>x1</c>, ….</param>
    public static KerasModel OfCall(string className, string config, int outputs, string call, params string[] inputShapes)
    {
        string inputs = string.Join(",", inputShapes.Select((shape, i) => $$$"""{"class_name":"InputLayer","name":"x{{{i}}}","config":{"name":"x{{{i}}}","batch_shape":[{{{shape}}}],"dtype":"float32"},"inbound_nodes":[]}"""));
        string ends = string.Join(",", inputShapes.Select((_, i) => $"[\"x{i}\",0,0]"));
        string results = string.Join(",", Enumerable.Range(0, outputs).Select(i => $"[\"layer\",0,{i}]"));
        return KerasModel.Of($$$"""
            {"class_name":"Functional","keras_version":"3.5.0","config":{"name":"model","layers":[{{{inputs}}},
              {"class_name":"{{{className}}}","module":"keras.layers","name":"layer","config":{"name":"layer",{{{config}}}},"inbound_nodes":[{{{call}}}]}],
              "input_layers":[{{{ends}}}],"output_layers":[{{{results}}}]}}
            """);
    }

    /// <summary>A tensor in a call, as Keras 3 writes it.</summary>
    public static string T(int input) => KerasModel.Tensor($"x{input}");
}
