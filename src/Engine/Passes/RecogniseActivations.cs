using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.Elementwise;

namespace TypedModels.Engine.Passes;

/// <summary>
/// Puts one node in the place of the arithmetic that a function between layers is spelt with: swish, GELU by the error function or by the tangent, hard sigmoid and hard swish, mish,
/// clipping, leaky and parametric units.
/// </summary>
internal static class RecogniseActivations
{
    private const string Operation = "Activation";

    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    public static void Apply(Graph graph)
    {
        var order = graph.InOrder();
        var readers = new GraphReaders(graph, order);
        foreach (var node in order)
        {
            if (node.OutputTypes is [DataType.Float or DataType.Double])
            {
                Recognise(node, readers);
            }
        }
    }

    private static void Recognise(Node node, GraphReaders readers)
    {
        switch (node.Operation)
        {
            case "Mul" or "RealDiv" or "Div":
                RecogniseProduct(node, readers);
                break;
            case "Maximum" or "Minimum" or "ClipByValue":
                RecogniseBounds(node, readers);
                break;
            case "AddV2" or "Add" or "Sub":
                RecogniseSlopes(node, readers);
                break;
        }
    }

    private static void RecogniseProduct(Node node, GraphReaders readers)
    {
        var factors = Factors.Of(node.Output(0), readers);
        if (factors.Values is [var only])
        {
            if ((Scaled(only, factors.Number) ?? HardSigmoid(only, factors.Number, readers)) is { } scaled)
            {
                readers.TryReplace(node, Operation, new ActivationForm(scaled.Function), [scaled.Argument]);
            }

            return;
        }

        if (factors.Values.Count == 2)
        {
            foreach (var (x, gate) in new[] { (factors.Values[0], factors.Values[1]), (factors.Values[1], factors.Values[0]) })
            {
                if (Gated(x, gate, factors.Number, readers) is { } function && readers.TryReplace(node, Operation, new ActivationForm(function), [x]))
                {
                    return;
                }
            }
        }
    }

    /// <summary>The function that is a number times x times a value made of x.</summary>
    private static Activation? Gated(NodeOutput x, NodeOutput gate, double number, GraphReaders readers)
    {
        var node = gate.Node;
        switch (node.Operation)
        {
            case "Sigmoid" when number == 1:
                var argument = Factors.Of(node.Inputs[0], readers);
                return node.Inputs[0] == x ? new Activation(ActivationKind.Swish)
                    : argument.IsPower(x, 1) && IsFloat(argument.Number, x.Type) ? new Activation(ActivationKind.ScaledSwish, Slope: (float)argument.Number) : null;
            case "Tanh" when number == 1 && node.Inputs[0].Node is { Operation: "Softplus" } softplus && softplus.Inputs[0] == x:
                return new Activation(ActivationKind.Mish);
            case "Erfc" when Factors.IsNear(number, 0.5):
                return Factors.Of(node.Inputs[0], readers) is var complement && complement.IsPower(x, 1) && Factors.IsNear(complement.Number, -Math.Sqrt(0.5)) ? new Activation(ActivationKind.Gelu) : null;
            case "Add" or "AddV2" when Factors.IsNear(number, 0.5) && BesideNumber(node, 1) is { } added:
                return Gelu(x, added, readers);
            default:
                return HardSigmoid(gate, number, readers) is { } sigmoid && sigmoid.Argument == x ? sigmoid.Function with { Kind = ActivationKind.HardSwish } : null;
        }
    }

    private static Activation? Gelu(NodeOutput x, NodeOutput added, GraphReaders readers)
    {
        if (added.Node.Operation is not ("Erf" or "Tanh"))
        {
            return null;
        }

        var argument = Factors.Of(added.Node.Inputs[0], readers);
        if (added.Node.Operation == "Erf")
        {
            return argument.IsPower(x, 1) && Factors.IsNear(argument.Number, Math.Sqrt(0.5)) ? new Activation(ActivationKind.Gelu) : null;
        }

        return Factors.IsNear(argument.Number, ExactActivations.GeluFactor) && IsCubic(x, argument, readers) ? new Activation(ActivationKind.GeluTanh) : null;
    }

    /// <summary>Whether the values are x + 0.044715 x³, or x and 1 + 0.044715 x².</summary>
    private static bool IsCubic(NodeOutput x, Factors factors, GraphReaders readers)
    {
        if (factors.Values is [{ Node: { Operation: "Add" or "AddV2" } sum }] && Other(sum, x) is { } cube)
        {
            return Factors.Of(cube, readers) is var power && power.IsPower(x, 3) && Factors.IsNear(power.Number, ExactActivations.GeluCubic);
        }

        return factors.Beside(x) is { Node: { Operation: "Add" or "AddV2" } inner } && BesideNumber(inner, 1) is { } square
            && Factors.Of(square, readers) is var two && two.IsPower(x, 2) && Factors.IsNear(two.Number, ExactActivations.GeluCubic);
    }

    /// <summary>A number times what is kept between bounds, of x plus a number; or such a function already.</summary>
    private static (Activation Function, NodeOutput Argument)? HardSigmoid(NodeOutput value, double number, GraphReaders readers)
    {
        if (Scaled(value, number) is { Function.Kind: ActivationKind.HardSigmoid } known)
        {
            return known;
        }

        if (readers.Only(value) is null || Bounds(value.Node) is not { } bounds || !(number > 0) || !float.IsFinite((float)number))
        {
            return null;
        }

        var sum = value.Node.Inputs[0].Node;
        if (sum.Operation is not ("Add" or "AddV2" or "Sub") || Addend(sum) is not var (argument, offset) || !IsFloat(offset, value.Type))
        {
            return null;
        }

        return (new Activation(ActivationKind.HardSigmoid, (float)(bounds.Low * number), (float)(bounds.High * number), (float)number, (float)(offset * number)), argument);
    }

    /// <summary>A number times a hard sigmoid or hard swish is one too.</summary>
    private static (Activation Function, NodeOutput Argument)? Scaled(NodeOutput value, double number)
    {
        if (value.Node.Form is not ActivationForm { Activation: { Kind: ActivationKind.HardSigmoid or ActivationKind.HardSwish } known } || !(number > 0) || !IsFloat(number, value.Type) || !float.IsFinite((float)number))
        {
            return null;
        }

        float factor = (float)number;
        return (known with { Low = known.Low * factor, High = known.High * factor, Slope = known.Slope * factor, Offset = known.Offset * factor }, value.Node.Inputs[0]);
    }

    private static void RecogniseBounds(Node node, GraphReaders readers)
    {
        if (node.Operation == "ClipByValue")
        {
            if (Factors.Scalar(node.Inputs[1]) is { } low && Factors.Scalar(node.Inputs[2]) is { } high)
            {
                Bound(node, node.Inputs[0], low, high, readers);
            }

            return;
        }

        foreach (var (value, bound) in new[] { (node.Inputs[0], node.Inputs[1]), (node.Inputs[1], node.Inputs[0]) })
        {
            if (Factors.Scalar(bound) is { } number)
            {
                Bound(node, value, node.Operation == "Maximum" ? number : double.NegativeInfinity, node.Operation == "Minimum" ? number : double.PositiveInfinity, readers);
                return;
            }

            if (node.Operation == "Maximum" && Factors.Of(bound, readers) is var factors && factors.IsPower(value, 1) && factors.Number is >= 0 and <= 1 && IsFloat(factors.Number, value.Type))
            {
                readers.TryReplace(node, Operation, new ActivationForm(new Activation(ActivationKind.LeakyRelu, Slope: (float)factors.Number)), [value]);
                return;
            }
        }
    }

    private static void Bound(Node node, NodeOutput value, double low, double high, GraphReaders readers)
    {
        // Bounds before these: first the lower one, then the upper one.
        var argument = value;
        if (readers.Only(value) is not null && Bounds(value.Node) is var (innerLow, innerHigh) && innerLow <= high && low <= innerHigh)
        {
            (low, high, argument) = (Math.Max(low, innerLow), Math.Min(high, innerHigh), value.Node.Inputs[0]);
        }

        if (low <= high && IsFloat(low, value.Type) && IsFloat(high, value.Type))
        {
            _ = readers.TryReplace(node, Operation, new ActivationForm(new Activation(ActivationKind.Clamp, (float)low, (float)high)), [argument]);
        }
    }

    /// <summary>Relu(x) + a · Relu(−x), where a number or constant a is the slope with its sign turned.</summary>
    private static void RecogniseSlopes(Node node, GraphReaders readers)
    {
        foreach (var (positive, other) in new[] { (node.Inputs[0], node.Inputs[1]), (node.Inputs[1], node.Inputs[0]) })
        {
            if (positive.Node is not { Operation: "Relu" } relu || (node.Operation == "Sub" && positive != node.Inputs[0]))
            {
                continue;
            }

            var x = relu.Inputs[0];
            var factors = Factors.Of(other, readers);
            double sign = node.Operation == "Sub" ? factors.Number : -factors.Number;
            if (factors.Values is [var only] && IsNegativePart(only, x) && IsFloat(sign, x.Type))
            {
                readers.TryReplace(node, Operation, new ActivationForm(new Activation(ActivationKind.LeakyRelu, Slope: (float)sign)), [x]);
                return;
            }

            if (factors.Values is [var first, var second] && (IsNegativePart(first, x) ? second : IsNegativePart(second, x) ? first : default) is { Constant: { } slopes, Node.ControlInputs.Count: 0 }
                && slopes.Type == x.Type && readers.TryReplace(node, "PRelu", new SlopeForm(), [x, Slopes.Of(slopes, sign)]))
            {
                return;
            }
        }
    }

    private static bool IsNegativePart(NodeOutput value, NodeOutput x) => value.Node is { Operation: "Relu" } relu && relu.Inputs[0].Node is { Operation: "Neg" } minus && minus.Inputs[0] == x;

    private static (double Low, double High)? Bounds(Node node) => node.Form is ActivationForm { Activation: { Kind: ActivationKind.Clamp } clamp } ? (clamp.Low, clamp.High)
        : node.Operation == "Relu" ? (0, double.PositiveInfinity)
        : node.Operation == "Relu6" ? (0, 6) : null;

    private static (NodeOutput Value, double Number)? Addend(Node sum) =>
        Factors.Scalar(sum.Inputs[1]) is { } second ? (sum.Inputs[0], sum.Operation == "Sub" ? -second : second)
        : sum.Operation != "Sub" && Factors.Scalar(sum.Inputs[0]) is { } first ? (sum.Inputs[1], first) : null;

    private static NodeOutput? BesideNumber(Node sum, double number) =>
        Factors.Scalar(sum.Inputs[0]) == number ? sum.Inputs[1] : Factors.Scalar(sum.Inputs[1]) == number ? sum.Inputs[0] : null;

    private static NodeOutput? Other(Node node, NodeOutput value) => node.Inputs[0] == value ? node.Inputs[1] : node.Inputs[1] == value ? node.Inputs[0] : null;

    // The numbers of a function are floats: of doubles it takes those that are.
    private static bool IsFloat(double number, DataType type) => type == DataType.Float ? !double.IsNaN(number) : (float)number == number;
}
