using System.Text.Json;
using System.Text.RegularExpressions;
using TypedModels.Engines;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>The answers that TensorFlow itself gave, in <c>models/answers</c>.</summary>
internal sealed partial class RecordedAnswers
{
    private readonly string _model;
    private readonly string[] _tags;
    private readonly Case[] _cases;

    public RecordedAnswers(string path)
    {
        // The previews for human readers hold Infinity and NaN, which JSON does not know.
        using var document = JsonDocument.Parse(Unspeakable().Replace(File.ReadAllText(path), "null"));
        var root = document.RootElement.Clone();
        _model = root.GetProperty("model").GetString()!;
        _tags = [.. root.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!)];
        _cases = [.. root.GetProperty("cases").EnumerateArray().Select(element => new Case(element))];
    }

    /// <summary>Opens the model.</summary>
    public Func<EngineModel, EngineSession> Open { get; init; } = model => RealLibrary.Open(model);

    /// <summary>Replays every case and says which differ: those of several steps in a session of their own, the others in one.</summary>
    /// <param name="change">What is done to the model before it is opened; null for nothing.</param>
    /// <param name="open">Opens a model; null for TensorFlow.</param>
    public IEnumerable<string> Replay(Func<EngineModel, EngineModel>? change = null, Func<EngineModel, EngineSession>? open = null)
    {
        Case[] single = [.. _cases.Where(recorded => recorded.Steps.Length == 1)];
        var several = _cases.Except(single).Select(recorded => new[] { recorded });
        return several.Prepend(single).Where(cases => cases.Length > 0).SelectMany(cases => Replay(cases, change ?? (model => model), open ?? Open));
    }

    private IEnumerable<string> Replay(Case[] cases, Func<EngineModel, EngineModel> change, Func<EngineModel, EngineSession> open)
    {
        var model = ModelFolders.Read(_model, _tags, cases.Select(recorded => (recorded.Signature, (IReadOnlyCollection<string>)recorded.Inputs.Keys)));
        using var session = open(change(model));
        for (int i = 0; i < cases.Length; i++)
        {
            using var frame = session.CreateFrame(i);
            if (Replay(frame, cases[i], ModelFolders.Outputs(_model, _tags, cases[i].Signature)) is { } difference)
            {
                yield return $"{cases[i].Signature}/{cases[i].Name}: {difference}";
            }
        }
    }

    private static string? Replay(CallFrame frame, Case recorded, IReadOnlyList<string> outputs)
    {
        foreach (var step in recorded.Steps)
        {
            int slot = 0;
            foreach (string name in recorded.Inputs.Keys.OrderBy(name => name.Split('.')[0], StringComparer.Ordinal).ThenBy(SparseOrder))
            {
                Write(frame, slot++, recorded.Inputs[name]);
            }

            frame.Run();
            for (int output = 0; output < outputs.Count; output++)
            {
                if (Compare(frame, output, step.GetProperty(outputs[output])) is { } difference)
                {
                    return $"{outputs[output]}: {difference}";
                }
            }

            frame.Clear();
        }

        return null;
    }

    private static int SparseOrder(string name) => name.EndsWith(".values", StringComparison.Ordinal) ? 0 : name.EndsWith(".indices", StringComparison.Ordinal) ? 1 : 2;

    private static void Write(CallFrame frame, int slot, JsonElement tensor)
    {
        if (tensor.TryGetProperty("strings", out var strings))
        {
            frame.WriteTexts(slot, [.. strings.EnumerateArray().Select(text => text.GetBytesFromBase64())], Shape(tensor));
        }
        else
        {
            frame.Write<byte>(slot, tensor.GetProperty("data").GetBytesFromBase64(), Shape(tensor));
        }
    }

    private static long[] Shape(JsonElement tensor) => [.. tensor.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt64())];

    private static string? Compare(CallFrame frame, int slot, JsonElement expected)
    {
        if (!frame.OutputShape(slot).SequenceEqual(Shape(expected)))
        {
            return $"shape [{string.Join(", ", frame.OutputShape(slot).ToArray())}], expected [{string.Join(", ", Shape(expected))}]";
        }

        if (expected.TryGetProperty("strings", out var strings))
        {
            return frame.ReadTexts(slot).Zip(strings.EnumerateArray(), (actual, text) => actual.SequenceEqual(text.GetBytesFromBase64())).All(same => same) ? null : "other texts";
        }

        byte[] data = expected.GetProperty("data").GetBytesFromBase64();
        return expected.GetProperty("dtype").GetString() switch
        {
            "DT_FLOAT" or "DT_COMPLEX64" => Compare(frame.ReadBytes(slot, data.Length), data, sizeof(float), BitConverter.ToSingle),
            "DT_DOUBLE" or "DT_COMPLEX128" => Compare(frame.ReadBytes(slot, data.Length), data, sizeof(double), BitConverter.ToDouble),
            "DT_HALF" => Compare(frame.ReadBytes(slot, data.Length), data, 2, (bytes, start) => (double)BitConverter.ToHalf(bytes, start), relative: 2e-3),
            "DT_BFLOAT16" => Compare(frame.ReadBytes(slot, data.Length), data, 2, (bytes, start) => BitConverter.UInt32BitsToSingle((uint)BitConverter.ToUInt16(bytes, start) << 16), relative: 2e-2),
            _ => frame.ReadBytes(slot, data.Length).SequenceEqual(data) ? null : "other values",
        };
    }

    private static string? Compare(byte[] actual, byte[] expected, int size, Func<byte[], int, float> read) => Compare(actual, expected, size, (bytes, start) => (double)read(bytes, start));

    private static string? Compare(byte[] actual, byte[] expected, int size, Func<byte[], int, double> read, double relative = 1e-4)
    {
        const double Absolute = 1e-5;
        for (int i = 0; i < expected.Length; i += size)
        {
            double value = read(actual, i), wanted = read(expected, i);
            bool agrees = value.Equals(wanted) || Math.Abs(value - wanted) <= Absolute + (relative * Math.Abs(wanted));
            if (!agrees)
            {
                return $"element {i / size} is {value:R}, expected {wanted:R}";
            }
        }

        return null;
    }

    [GeneratedRegex(@"(?<=[\s\[,])-?(Infinity|NaN)(?=\s*[,\]])")]
    private static partial Regex Unspeakable();

    private sealed class Case(JsonElement element)
    {
        public string Signature { get; } = element.GetProperty("signature").GetString()!;

        public string Name { get; } = element.GetProperty("case").GetString()!;

        public Dictionary<string, JsonElement> Inputs { get; } = element.GetProperty("inputs").EnumerateObject().ToDictionary(input => input.Name, input => input.Value);

        public JsonElement[] Steps { get; } = element.TryGetProperty("outputs_by_step", out var steps) ? [.. steps.EnumerateArray()] : [element.GetProperty("outputs")];
    }
}
