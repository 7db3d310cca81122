using System.Text;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.Matrix;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Shapes;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Kernels;

/// <summary>What a kernel is made from: its node's attributes, types, and what is known of its values before any call.</summary>
/// <param name="node">The node.</param>
/// <param name="resources">The state of the loaded model.</param>
/// <param name="functions">Plans the functions that the node's attributes name.</param>
internal sealed class KernelNode(Node node, SessionResources resources, Func<FunctionGraph, FunctionPlan> functions) : IShapeNode
{
    /// <summary>The node's name.</summary>
    public string Name => node.Name;

    /// <summary>The type of operation.</summary>
    public string Operation => node.Operation;

    /// <summary>The attributes themselves.</summary>
    public NodeAttributes Attributes => node.Attributes;

    /// <summary>The number of values that it reads.</summary>
    public int InputCount => node.Inputs.Count;

    /// <summary>The number of values that it gives.</summary>
    public int OutputCount => node.OutputTypes.Length;

    /// <summary>The state of the loaded model.</summary>
    public SessionResources Resources => resources;

    /// <summary>What a product or a convolution does beyond its operation.</summary>
    public ProductTail Tail => node.Tail ?? (Operation.StartsWith("_Fused", StringComparison.Ordinal) ? FusedOperations.TailOf(this) : ProductTail.None);

    /// <summary>What a product multiplies the columns of its weights by, which are known; or null.</summary>
    public double[]? ColumnFactors => node.ColumnFactors;

    /// <summary>The zeros around pictures, above, below, left and right, where a padding was made part of the node; else null.</summary>
    public int[]? Padding => node.Padding;

    /// <summary>The type of a value that it reads.</summary>
    public DataType InputType(int index) => node.Inputs[index].Type;

    /// <summary>The type of a value that it gives.</summary>
    public DataType OutputType(int index) => node.OutputTypes[index];

    /// <summary>The value of an input where it is the same in every call, else null.</summary>
    public Tensor? Constant(int input) => input < node.Inputs.Count ? node.Inputs[input].Constant : null;

    /// <summary>What is known of an input's shape before any call. It comes from what the model declares, which callers need not keep to: it may speed kernels up, and must not be relied on.</summary>
    public InferredShape InputShape(int index) =>
        Constant(index) is { } value ? InferredShape.Of(value.Shape) : index < node.Inputs.Count && node.Inputs[index] is var input && input.Node.Shapes is { } shapes && input.Index < shapes.Length ? shapes[input.Index] : InferredShape.Unknown;

    /// <summary>What is known of the elements of an input, a scalar or vector of integers, before any call; null where that is nothing. As little to be relied on as its shape.</summary>
    public Dimension[]? InputElements(int index)
    {
        if (Constant(index) is not { } value)
        {
            return index < node.Inputs.Count && node.Inputs[index] is { Index: 0 } input ? input.Node.Elements : null;
        }

        return value is { Rank: <= 1, Count: <= ShapeRule.MostElements, Type: DataType.Int32 or DataType.Int64 } ? [.. Enumerable.Range(0, value.Count).Select(i => (Dimension)value.Integer(i))] : null;
    }

    /// <summary>The elements of an input of integers, row by row, where they are few and the same in every call; else null.</summary>
    public long[]? InputConstant(int index) =>
        Constant(index) is { Count: <= ShapeRule.MostElements, Type: DataType.Int32 or DataType.Int64 } value ? [.. Enumerable.Range(0, value.Count).Select(value.Integer)] : null;

    /// <summary>How the node, a strided slice, reads its terms.</summary>
    public SliceMasks SliceMasks()
    {
        try
        {
            return new SliceMasks(this);
        }
        catch (ShapeConflictException conflict)
        {
            throw OperationException.InvalidArgument(conflict.Message);
        }
    }

    /// <summary>Whether the node, or its operation, gives an attribute.</summary>
    public bool Has(string attribute) => node.Attributes.Find(attribute) is not null;

    /// <summary>Says that the kernel has taken what it needs of a constant: in a call that input has a type and a shape, and no elements.</summary>
    public void KeepShapeOnly(int input) => node.ShapeOnlyInputs |= 1UL << input;

    /// <summary>An integer.</summary>
    public long Integer(string attribute) => Find(attribute).Integer ?? throw Missing(attribute, "an integer");

    /// <summary>An integer of 32 bits.</summary>
    public int Int32(string attribute) => Integer(attribute) is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Missing(attribute, "an integer of 32 bits");

    /// <summary>A truth value.</summary>
    public bool Flag(string attribute) => Find(attribute).Bool ?? throw Missing(attribute, "true or false");

    /// <summary>A number.</summary>
    public float Float(string attribute) => Find(attribute).FloatBits is { } bits ? BitConverter.UInt32BitsToSingle(bits) : throw Missing(attribute, "a number");

    /// <summary>A text.</summary>
    public string Text(string attribute) => Encoding.UTF8.GetString(Bytes(attribute).Span);

    /// <summary>A text as bytes.</summary>
    public ReadOnlyMemory<byte> Bytes(string attribute) => Find(attribute).Text ?? throw Missing(attribute, "a text");

    /// <summary>An element type.</summary>
    public DataType Type(string attribute) => node.Attributes.FindType(attribute) ?? throw Missing(attribute, "a type");

    /// <summary>A shape, which may have unknown axes.</summary>
    public TensorShape Shape(string attribute) => Find(attribute).Shape ?? throw Missing(attribute, "a shape");

    /// <summary>A value.</summary>
    public TensorDocument Tensor(string attribute) => Find(attribute).Tensor ?? throw Missing(attribute, "a value");

    /// <summary>A list of integers.</summary>
    public int[] Integers(string attribute) =>
        [.. List(attribute).Integers.Select(value => value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Missing(attribute, "integers of 32 bits"))];

    /// <summary>A list of numbers.</summary>
    public float[] Floats(string attribute) => [.. List(attribute).FloatBits.Select(BitConverter.UInt32BitsToSingle)];

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Texts(string attribute) => List(attribute).Texts;

    /// <summary>A list of element types.</summary>
    public IReadOnlyList<DataType> Types(string attribute) => List(attribute).Types;

    /// <summary>A list of shapes.</summary>
    public IReadOnlyList<TensorShape> Shapes(string attribute) => List(attribute).Shapes;

    /// <summary>A function, ready to run.</summary>
    public FunctionPlan Function(string attribute) => Functions(attribute) is [var only] ? only : throw Missing(attribute, "a function");

    /// <summary>A list of functions, ready to run.</summary>
    public IReadOnlyList<FunctionPlan> Functions(string attribute) =>
        node.Functions is { } map && map.TryGetValue(attribute, out var graphs) ? [.. graphs.Select(functions)] : throw Missing(attribute, "functions");

    /// <summary>The error of a combination that the kernel does not have.</summary>
    public static OperationException Unsupported(string what) => OperationException.Unimplemented(what);

    // Variables that nothing writes are constants by now, and of others nothing is known.
    InferredShape IShapeNode.HeldShape(int index) => InferredShape.Unknown;

    AttributeDocument? IShapeNode.FindAttribute(string name) => node.Attributes.Find(name);

    private AttributeList List(string attribute) =>
        Find(attribute) is var found && found.List is { } list ? list : found.Kind == AttributeKind.None ? new AttributeList(default) : throw Missing(attribute, "a list");

    private AttributeDocument Find(string attribute) => node.Attributes.Find(attribute) ?? throw Missing(attribute, "given");

    private OperationException Missing(string attribute, string expected) =>
        OperationException.InvalidArgument($"The attribute '{attribute}' of {Operation} is not {expected}.");
}
