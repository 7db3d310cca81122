using System.Diagnostics;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Planning;
using TypedModels.Engine.Shapes;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Execution;

/// <summary>Holds every step to the shapes that were inferred for it, in debug builds: each call of each test then tests the rules.</summary>
/// <param name="arguments">What the model declares of the arguments' shapes.</param>
internal sealed class ShapeCheck(InferredShape[] arguments)
{
    private readonly Dictionary<Dimension, int> _symbols = [];
    private bool _isKept;

    /// <summary>Begins a run with arguments. Where they are not as declared, nothing follows for the steps.</summary>
    [Conditional("DEBUG")]
    public void Begin(ReadOnlySpan<Tensor> values)
    {
        _symbols.Clear();
        _isKept = true;
        for (int i = 0; i < arguments.Length; i++)
        {
            _isKept = _isKept && Agrees(arguments[i], values[i].Shape);
        }
    }

    /// <summary>Looks at what a step gave.</summary>
    /// <exception cref="InvalidOperationException">A shape is not as inferred.</exception>
    [Conditional("DEBUG")]
    public void Check(Step step, ReadOnlySpan<Tensor> values)
    {
        for (int i = 0; _isKept && step.Shapes is { } shapes && i < Math.Min(shapes.Length, values.Length); i++)
        {
            if (values[i].HasValue && !Agrees(shapes[i], values[i].Shape))
            {
                throw new InvalidOperationException($"Output {i} of {step.Node} ({step.Operation}) has the shape {values[i].Shape}, but {shapes[i]} was inferred.");
            }
        }
    }

    private bool Agrees(InferredShape inferred, in Shape shape)
    {
        bool agrees = inferred.Fits(shape);
        for (int axis = 0; agrees && axis < inferred.Rank; axis++)
        {
            agrees = !inferred[axis].IsSymbol || _symbols.TryAdd(inferred[axis], shape[axis]) || _symbols[inferred[axis]] == shape[axis];
        }

        return agrees;
    }
}
