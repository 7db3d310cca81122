using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TypedModels.Engine;
using TypedModels.Engines;
using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;
using TypedModels.TensorFlow;
using TypedModels.TensorFlow.Discovery;

namespace TypedModels.Keras.Tests.Layers.Recurrent;

/// <summary>Layers that remember their states from call to call.</summary>
public sealed class StatefulTests
{
    [Theory]
    [InlineData("2.15.0", true)]
    [InlineData("2.15.0", false)]
    [InlineData("3.5.0", true)]
    public void TheNextCallBeginsWhereTheLastOneEnded(string version, bool sequences)
    {
        string config = $"\"units\": 3, \"stateful\": true, \"recurrent_activation\": \"sigmoid\", \"return_sequences\": {(sequences ? "true" : "false")}";
        bool isKeras3 = version[0] == '3';
        var model = isKeras3 ? KerasModel.OfLayer("LSTM", config, "2, 4, 2") : KerasModel.OfKeras2Layer("LSTM", config, "2, 4, 2");
        Assert.Equal(isKeras3 ? 5 : 3, model.Weights.Count);
        Assert.Equal(isKeras3 ? 0 : 2, model.Graph.Weights.States.Count());
        Numbers[] states = isKeras3 ? [model.Weights["layer/rnn_state"], model.Weights["layer/rnn_state_1"]] : [];
        List<Numbers> inputs = [], expected = [];
        for (int i = 0; i < 3; i++)
        {
            inputs.Add(Numbers.Random(i, 2, 4, 2));
            var (sequence, last, after) = RecurrentModels.Lstm(model).Run(inputs[i], null, states);
            states = after;
            expected.Add(sequences ? sequence : last);
        }

        List<ModelEngine> engines = [new ManagedEngine()];
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(LibrarySearch.Variable)))
        {
            engines.Add(TensorFlowEngine.Find("test", new ModelOptions()));
        }

        foreach (var engine in engines)
        {
            using var session = engine.Open(model.ToEngineModel(), new ModelOptions(), _ => { }, CancellationToken.None);
            using var frame = session.CreateFrame(0);
            for (int i = 0; i < 3; i++)
            {
                byte[] bytes = ElementBytes.Of(DataType.Float, inputs[i].Elements);
                bytes.CopyTo(MemoryMarshal.CreateSpan(ref frame.Input(0, [2, 4, 2]), bytes.Length));
                frame.Run(default);
                var found = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, float>(ref Unsafe.AsRef(in frame.Output(0))), expected[i].Elements.Length);
                for (int k = 0; k < found.Length; k++)
                {
                    Assert.Equal(expected[i].Elements[k], found[k], 1e-4);
                }
            }
        }
    }

    [Fact]
    public void TheBatchHasToBeKnown()
    {
        var fault = Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer("GRU", "\"units\": 3, \"stateful\": true", "null, 4, 2"));
        Assert.Contains("stateful", fault.Message);
    }
}
