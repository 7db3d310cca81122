using System.Runtime.InteropServices;
using System.Text;
using TypedModels.Engine;
using TypedModels.Engines;
using TypedModels.TensorFlow;
using TypedModels.TensorFlow.Discovery;

namespace TypedModels.Keras.Tests.Support;

internal sealed partial class KerasModel
{
    /// <summary>Makes sure that both engines give numbers for inputs of texts and of numbers (<see cref="Texts"/>, <see cref="Numbers"/>), in the order of their keys.</summary>
    public void AssertGivesFor(Numbers expected, params object[] inputs)
    {
        foreach (var (engine, frame) in RunAll(inputs))
        {
            var found = Read(frame, 0, ToEngineModel().Signatures[0].Outputs[0].DataType);
            AssertClose(engine, Signature.Outputs.First().Key, expected, found);
            AssertDeclared(Signature.Outputs.First().Key, Signature.Outputs.First().Value.Shape, found);
        }
    }

    /// <summary>Makes sure that both engines give texts.</summary>
    public void AssertGivesTexts(Texts expected, params object[] inputs)
    {
        foreach (var (engine, frame) in RunAll(inputs))
        {
            int[] shape = [.. frame.OutputShape(0).ToArray().Select(length => (int)length)];
            Assert.Equal(expected.Shape, shape);
            string[] found = [.. Enumerable.Range(0, expected.Elements.Length).Select(i => Encoding.UTF8.GetString(frame.OutputText(0, i)))];
            Assert.Equal(expected.Elements, found);
            AssertDeclared(engine, Signature.Outputs.First().Value.Shape, new Numbers(shape));
        }
    }

    /// <summary>Makes sure that both engines refuse a call, each with its own words.</summary>
    public void AssertCallFails(params object[] inputs) => Assert.ThrowsAny<Exception>(() => RunAll(inputs).Count());

    private IEnumerable<(string Engine, CallFrame Frame)> RunAll(object[] inputs)
    {
        var model = ToEngineModel();
        List<ModelEngine> engines = [new ManagedEngine()];
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(LibrarySearch.Variable)))
        {
            engines.Add(TensorFlowEngine.Find("test", new ModelOptions()));
        }

        foreach (var engine in engines)
        {
            using var session = engine.Open(model, new ModelOptions(), _ => { }, CancellationToken.None);
            using var frame = session.CreateFrame(0);
            for (int i = 0; i < inputs.Length; i++)
            {
                Give(frame, i, model.Signatures[0].Inputs[i].DataType, inputs[i]);
            }

            frame.Run(default);
            yield return (engine.Name.ToString(), frame);
        }
    }

    private static void Give(CallFrame frame, int slot, DataType type, object input)
    {
        if (input is Texts texts)
        {
            frame.InputText(slot, [.. texts.Shape.Select(length => (long)length)]);
            for (int i = 0; i < texts.Elements.Length; i++)
            {
                frame.SetText(slot, i, Encoding.UTF8.GetBytes(texts.Elements[i]));
            }

            return;
        }

        var numbers = (Numbers)input;
        byte[] bytes = ElementBytes.Of(type, numbers.Elements);
        ref byte place = ref frame.Input(slot, [.. numbers.Shape.Select(length => (long)length)]);
        bytes.CopyTo(MemoryMarshal.CreateSpan(ref place, bytes.Length));
    }
}

/// <summary>Texts in a shape, row by row.</summary>
internal sealed class Texts(int[] shape, params string[] elements)
{
    /// <summary>The lengths of the axes.</summary>
    public IReadOnlyList<int> Shape => shape;

    /// <summary>The texts, row by row.</summary>
    public string[] Elements => elements;

    /// <summary>A list of texts.</summary>
    public static Texts Of(params string[] elements) => new([elements.Length], elements);
}

/// <summary>Files that a layer was saved with, by the name of its variables.</summary>
internal sealed class GivenAssets(string path, string name, string content) : TypedModels.Keras.Layers.ILayerAssets
{
    public byte[]? Read(TypedModels.Keras.Layers.LayerWeights layer, string asked) => layer.Path == path && asked == name ? Encoding.UTF8.GetBytes(content) : null;
}
