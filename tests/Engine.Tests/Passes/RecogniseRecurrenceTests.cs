using TypedModels.Engine.Tests.Support;

namespace TypedModels.Engine.Tests.Passes;

public sealed class RecogniseRecurrenceTests
{
    public static TheoryData<string, int, int> Sizes => new(
        from kind in new[] { "memory", "memory of parts", "reset behind", "reset before" } from batch in new[] { 0, 1, 3 } from steps in new[] { 0, 1, 7 } select (kind, batch, steps));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void OneKernelGivesWhatTheLoopGives(string kind, int batch, int steps) => AreEqual(Layer(kind, batch, steps, 5, 11), isOne: batch > 0 && steps > 0);

    [Theory]
    [InlineData("memory", 40)]
    [InlineData("reset behind", 16)]
    [InlineData("reset before", 33)]
    public void TheNumberOfThreadsChangesNothing(string kind, int size)
    {
        var layer = Layer(kind, 70, 9, 20, size);
        AreEqual(layer, isOne: true);
        Assert.Equal(layer.Run(knowsWeights: true).Results, layer.Run(knowsWeights: true, threads: 2).Results);
    }

    [Fact]
    public void LongSequencesAreTakenInBlocks() => AreEqual(Layer("memory", 16, 130, 3, 40), isOne: true);

    [Fact]
    public void TheLastOutputMayBeTheOnlyOne()
    {
        var layer = new RecurrentGraph(3, 4, 5, 6) { Step = ResetBehind, KeepsLast = true }.Weight("W", 5, 18).Weight("U", 6, 18).Weight("b", 18).Weight("d", 18);
        AreEqual(layer, isOne: true);
    }

    [Fact]
    public void ALoopThatBeginsLaterStays()
    {
        var layer = new RecurrentGraph(2, 4, 5, 6) { Step = ResetBehind, FirstStep = 1 }.Weight("W", 5, 18).Weight("U", 6, 18).Weight("b", 18).Weight("d", 18);
        AreEqual(layer, isOne: false);
    }

    [Theory]
    [InlineData("other activation")]
    [InlineData("other gate")]
    [InlineData("other update")]
    [InlineData("mask")]
    public void OtherEquationsStay(string change)
    {
        var layer = new RecurrentGraph(2, 4, 5, 6)
        {
            Step = (body, x, h, _) =>
            {
                string[] input = Split(body, 3, body.Add("MatMul", x, "W")), state = Split(body, 3, body.Add("MatMul", h, "U"));
                string update = body.Add(change == "other gate" ? "Tanh" : "Sigmoid", body.Add("AddV2", input[0], state[0])), reset = body.Add("Sigmoid", body.Add("AddV2", input[1], state[1]));
                string candidate = body.Add(change == "other activation" ? "Relu" : "Tanh", body.Add("AddV2", input[2], body.Add("Mul", reset, state[2])));
                string rest = body.Add("Mul", body.Add("Sub", body.Number(change == "other update" ? 2 : 1), update), candidate);
                string next = body.Add("AddV2", body.Add("Mul", update, h), rest), masked = change == "mask" ? body.Add("Mul", next, body.Number(0.5f)) : next;
                return (masked, "");
            },
        };
        AreEqual(layer.Weight("W", 5, 18).Weight("U", 6, 18), isOne: false);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(6, false)]
    public void InputsMayBeMultipliedBeforeTheLoop(int size, bool isSplitAlone)
    {
        var layer = new RecurrentGraph(3, 4, 3 * size, size)
        {
            Step = (body, x, h, _) =>
            {
                string product = body.Add("MatMul", h, "U");
                string[] state = Split(body, 3, product), input = Split(body, 3, x), both = Split(body, 3, body.Add("AddV2", x, product));
                string update = body.Add("Sigmoid", isSplitAlone ? body.Add("AddV2", input[0], state[0]) : both[0]), reset = body.Add("Sigmoid", isSplitAlone ? body.Add("AddV2", state[1], input[1]) : both[1]);
                string candidate = body.Add("Tanh", body.Add("AddV2", input[2], body.Add("Mul", state[2], reset)));
                return (body.Add("AddV2", candidate, body.Add("Mul", update, body.Add("Sub", h, candidate))), "");
            },
        };
        AreEqual(layer.Weight("U", size, 3 * size), isOne: true);
    }

    [Fact]
    public void InputsInAnotherOrderStay()
    {
        var layer = new RecurrentGraph(3, 4, 24, 6)
        {
            HasCells = true,
            Step = (body, x, h, c) =>
            {
                string[] input = Split(body, 4, x), state = Split(body, 4, body.Add("MatMul", h, "U"));
                string[] gates = [.. Enumerable.Range(0, 4).Select(gate => body.Add("AddV2", input[3 - gate], state[gate]))];
                return Memory(body, c, gates[0], gates[1], gates[2], gates[3]);
            },
        };
        AreEqual(layer.Weight("U", 6, 24), isOne: false);
    }

    [Fact]
    public void SumsThatAreStretchedStay()
    {
        // The input has a column for each gate, and each is added to all of its gate.
        var layer = new RecurrentGraph(3, 4, 12, 4)
        {
            Step = (body, x, h, _) =>
            {
                string[] input = Split(body, 12, x), state = Split(body, 3, body.Add("MatMul", h, "U"));
                string update = body.Add("Sigmoid", body.Add("AddV2", input[0], state[0])), reset = body.Add("Sigmoid", body.Add("AddV2", input[4], state[1]));
                return (Updated(body, update, h, body.Add("AddV2", input[8], body.Add("Mul", reset, state[2]))), "");
            },
        };
        AreEqual(layer.Weight("U", 4, 12), isOne: false);
    }

    private static void AreEqual(RecurrentGraph layer, bool isOne)
    {
        var (expected, all) = layer.Run(knowsWeights: false);
        var (actual, operations) = layer.Run(knowsWeights: true);
        Assert.Equal(!isOne, operations.Contains("MatMul") || !all.Contains("MatMul"));
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].Length, actual[i].Length);
            Assert.All(expected[i].Zip(actual[i]), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 2e-6f, $"{pair.Second:R} is not {pair.First:R}."));
        }
    }

    private static RecurrentGraph Layer(string kind, int batch, int steps, int inputs, int size) => kind switch
    {
        "memory" => new RecurrentGraph(batch, steps, inputs, size) { Step = Memory, HasCells = true }.Weight("W", inputs, 4 * size).Weight("U", size, 4 * size).Weight("b", 4 * size),
        "memory of parts" => new RecurrentGraph(batch, steps, inputs, size) { Step = (body, x, h, c) => MemoryOfParts(body, x, h, c, size), HasCells = true }
            .Weight("W0", inputs, size).Weight("W1", inputs, size).Weight("W2", inputs, size).Weight("W3", inputs, size).Weight("U", size, 4 * size),
        "reset behind" => new RecurrentGraph(batch, steps, inputs, size) { Step = ResetBehind }.Weight("W", inputs, 3 * size).Weight("U", size, 3 * size).Weight("b", 3 * size).Weight("d", 3 * size),
        _ => new RecurrentGraph(batch, steps, inputs, size) { Step = ResetBefore }.Weight("W", inputs, 3 * size).Weight("U", size, 2 * size).Weight("V", size, size).Weight("b", 3 * size),
    };

    private static (string Hidden, string Cells) Memory(FunctionBody body, string x, string h, string c)
    {
        string sum = body.Add("BiasAdd", body.Add("AddV2", body.Add("MatMul", x, "W"), body.Add("MatMul", h, "U")), "b");
        string[] gates = Split(body, 4, sum);
        return Memory(body, c, gates[0], gates[1], gates[2], gates[3]);
    }

    // Kernels for each gate, a slice of the products with the state, and operands the other way round.
    private static (string Hidden, string Cells) MemoryOfParts(FunctionBody body, string x, string h, string c, int size)
    {
        string product = body.Add("MatMul", h, "U");
        string[] gates = new string[4];
        for (int i = 0; i < 4; i++)
        {
            string part = body.Add(
                "StridedSlice",
                [NodeAttribute.Type("T", DataType.Float), NodeAttribute.Type("Index", DataType.Int32), NodeAttribute.Integer("begin_mask", 1), NodeAttribute.Integer("end_mask", i == 3 ? 3 : 1)],
                product, body.Integers(0, i * size), body.Integers(0, i == 3 ? 0 : (i + 1) * size), body.Integers(1, 1));
            gates[i] = body.Add("AddV2", part, body.Add("MatMul", x, $"W{i}"));
        }

        return Memory(body, c, gates[2], gates[0], gates[3], gates[1]);
    }

    private static (string Hidden, string Cells) Memory(FunctionBody body, string c, string input, string forget, string candidate, string output)
    {
        string added = body.Add("Mul", body.Add("Tanh", candidate), body.Add("Sigmoid", input));
        string cells = body.Add("AddV2", added, body.Add("Mul", body.Add("Sigmoid", forget), c));
        return (body.Add("Mul", body.Add("Tanh", cells), body.Add("Sigmoid", output)), cells);
    }

    private static (string Hidden, string Cells) ResetBehind(FunctionBody body, string x, string h, string c)
    {
        string[] input = Split(body, 3, body.Add("BiasAdd", body.Add("MatMul", x, "W"), "b")), state = Split(body, 3, body.Add("AddV2", body.Add("MatMul", h, "U"), "d"));
        string update = body.Add("Sigmoid", body.Add("AddV2", input[0], state[0])), reset = body.Add("Sigmoid", body.Add("AddV2", input[1], state[1]));
        return (Updated(body, update, h, body.Add("AddV2", input[2], body.Add("Mul", reset, state[2]))), "");
    }

    private static (string Hidden, string Cells) ResetBefore(FunctionBody body, string x, string h, string c)
    {
        string[] input = Split(body, 3, body.Add("BiasAdd", body.Add("MatMul", x, "W"), "b")), state = Split(body, 2, body.Add("MatMul", h, "U"));
        string update = body.Add("Sigmoid", body.Add("AddV2", input[0], state[0])), reset = body.Add("Sigmoid", body.Add("AddV2", state[1], input[1]));
        return (Updated(body, update, h, body.Add("AddV2", body.Add("MatMul", body.Add("Mul", h, reset), "V"), input[2])), "");
    }

    private static string Updated(FunctionBody body, string update, string h, string candidate) =>
        body.Add("AddV2", body.Add("Mul", update, h), body.Add("Mul", body.Add("Sub", body.Number(1), update), body.Add("Tanh", candidate)));

    private static string[] Split(FunctionBody body, int parts, string value)
    {
        string first = body.Add("Split", [NodeAttribute.Type("T", DataType.Float), NodeAttribute.Integer("num_split", parts)], body.Integers(1), value);
        return [.. Enumerable.Range(0, parts).Select(part => $"{first[..^1]}{part}")];
    }
}
