using TypedModels.Formats.Shapes.Rules;

namespace TypedModels.Formats.Shapes;

/// <summary>
/// The rules by operation. A rule says what TensorFlow's own shape function says (<c>tensorflow/core/ops/*.cc</c>, <c>framework/common_shape_fns.cc</c>), or less.
/// </summary>
internal sealed class ShapeRules
{
    private static readonly ShapeRules s_default = CreateDefault();

    private readonly Dictionary<string, ShapeRule> _rules = new(StringComparer.Ordinal);

    private ShapeRules()
    {
    }

    /// <summary>The rule of an operation, or null when nothing is ever known of its values.</summary>
    public static ShapeRule? Find(string operation) => s_default._rules.TryGetValue(operation, out var rule) ? rule : null;

    /// <summary>Says what is known of the shape of the first value that some operations give.</summary>
    public void Add(ReadOnlySpan<string> operations, Func<IShapeNode, InferredShape> rule) => AddAll(operations, node => [rule(node)]);

    /// <summary>Says what is known of the shapes of all values that some operations give.</summary>
    public void AddAll(ReadOnlySpan<string> operations, Func<IShapeNode, InferredShape[]> rule)
    {
        foreach (string operation in operations)
        {
            _rules.Add(operation, new ShapeRule(rule, null));
        }
    }

    /// <summary>Says what is known of the elements of the scalar or vector of integers that some operations give; their shapes have rules already.</summary>
    public void AddElements(ReadOnlySpan<string> operations, Func<IShapeNode, Dimension[]?> rule)
    {
        foreach (string operation in operations)
        {
            _rules[operation] = _rules[operation] with { Elements = rule };
        }
    }

    private static ShapeRules CreateDefault()
    {
        var rules = new ShapeRules();
        ArrayShapes.AddTo(rules);
        ElementwiseShapes.AddTo(rules);
        NetworkShapes.AddTo(rules);
        ImageShapes.AddTo(rules);
        BlockShapes.AddTo(rules);
        MatrixShapes.AddTo(rules);
        CreationShapes.AddTo(rules);
        StateShapes.AddTo(rules);
        TextShapes.AddTo(rules);
        ArrayElements.AddTo(rules);
        return rules;
    }
}
