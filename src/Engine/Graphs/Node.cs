using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Engines.Profiling;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Graphs;

/// <summary>One operation of a graph that is being prepared to run. Passes rewrite it in place; once it is planned nothing refers to it.</summary>
internal sealed class Node
{
    /// <summary>The operation of an argument: of a signature's input, or of a function's.</summary>
    public const string ArgumentOperation = "_Arg";

    /// <summary>The operation of a value that is known.</summary>
    public const string ConstantOperation = "Const";

    /// <summary>The operation that reads a reference variable where its value is wanted.</summary>
    public const string ReadReferenceOperation = "_ReadReference";

    private string _name = "";
    private string? _prefix;
    private long _walk;
    private int _next;

    /// <summary>The name that errors tell: the graph's own, behind the names of the calls it lies in.</summary>
    public required string Name
    {
        get
        {
            if (_prefix is not null)
            {
                (_name, _prefix) = (_prefix + _name, null);
            }

            return _name;
        }

        init => _name = value;
    }

    /// <summary>What stands before the name; it becomes part of it when the name is asked for, which it mostly is not.</summary>
    public string Prefix
    {
        init => _prefix = value;
    }

    /// <summary>The type of operation.</summary>
    public required string Operation { get; set; }

    /// <summary>What the operation takes and gives; null for operations that nobody knows.</summary>
    public OperationDefinition? Definition { get; set; }

    /// <summary>The attributes, defaults included.</summary>
    public required NodeAttributes Attributes { get; init; }

    /// <summary>The values that it reads.</summary>
    public List<NodeOutput> Inputs { get; private set; } = [];

    /// <summary>The nodes that have to run before it.</summary>
    public List<Node> ControlInputs { get; private set; } = [];

    /// <summary>The types of its values.</summary>
    public DataType[] OutputTypes { get; set; } = [];

    /// <summary>The types behind outputs that are references to variables (TensorFlow 1), and <see cref="DataType.Invalid"/> for those that are not; null when none is.</summary>
    public DataType[]? References { get; set; }

    /// <summary>The value of a <see cref="ConstantOperation"/> node.</summary>
    public Tensor? Constant { get; set; }

    /// <summary>What is known of the shapes of its values before any call; null until it is inferred.</summary>
    public InferredShape[]? Shapes { get; set; }

    /// <summary>What is known of the elements of its first value before any call, where that is a scalar or vector of integers; else null.</summary>
    public Dimension[]? Elements { get; set; }

    /// <summary>The functions that an attribute names, imported with the node.</summary>
    public Dictionary<string, IReadOnlyList<FunctionGraph>>? Functions { get; set; }

    /// <summary>What the node does where it took the place of several; null where its operation says that.</summary>
    public FusedForm? Form { get; set; }

    /// <summary>What a product or a convolution does beyond its operation, because nodes behind it were made part of it; null for nothing.</summary>
    public ProductTail? Tail { get; set; }

    /// <summary>What a product multiplies the columns of its weights by, because a node behind it was made part of it; null for nothing. The weights are known.</summary>
    public double[]? ColumnFactors { get; set; }

    /// <summary>The zeros that a convolution, or a pooling, puts around pictures, because a padding before it was made part of it: above, below, left, right. Null for what its attributes say.</summary>
    public int[]? Padding { get; set; }

    /// <summary>The nodes of the model's graph that it carries out beside its own, in the order in which they were made part of it; null for none.</summary>
    public List<IncludedNode>? Includes { get; private set; }

    /// <summary>The kernel that another plan of the same nodes has already; null where it is made once the graph is planned.</summary>
    public Kernel? Kernel { get; set; }

    /// <summary>A bit for each of the first 64 inputs of which the node's kernel needs no more than type and shape.</summary>
    public ulong ShapeOnlyInputs { get; set; }

    /// <summary>A node of a value that is known.</summary>
    public static Node OfConstant(string name, Tensor value) => new()
    {
        Name = name,
        Operation = ConstantOperation,
        Attributes = NodeAttributes.None,
        OutputTypes = [value.Type],
        Constant = value,
    };

    /// <summary>Notes that it carries out another node from now on, with all that that one did.</summary>
    /// <param name="node">The other node.</param>
    /// <param name="isBefore">Whether the other came before this one.</param>
    public void Include(Node node, bool isBefore = false)
    {
        Includes ??= [];
        Includes.AddRange(node.Includes?.Where(included => included.IsBefore).Select(included => included with { IsBefore = isBefore }) ?? []);
        Includes.Add(new IncludedNode(node.Name, node.Operation, isBefore));
        Includes.AddRange(node.Includes?.Where(included => !included.IsBefore).Select(included => included with { IsBefore = isBefore }) ?? []);
    }

    /// <summary>A node that does the same, whose inputs can be changed apart from this one's.</summary>
    public Node Copy()
    {
        var copy = (Node)MemberwiseClone();
        copy.Inputs = [.. Inputs];
        copy.ControlInputs = [.. ControlInputs];
        copy.Includes = Includes is null ? null : [.. Includes];
        return copy;
    }

    /// <summary>Says that a walk over the graph has come to the node; false when it had before.</summary>
    public bool Enter(long walk)
    {
        if (_walk == walk)
        {
            return false;
        }

        (_walk, _next) = (walk, 0);
        return true;
    }

    /// <summary>The next node that it needs, in the walk that came to it last: those that it reads, then those that it waits for; null at the end.</summary>
    public Node? NextNeeded()
    {
        int next = _next++, control = next - Inputs.Count;
        return control < 0 ? Inputs[next].Node : control < ControlInputs.Count ? ControlInputs[control] : null;
    }

    /// <summary>A value that it gives.</summary>
    public NodeOutput Output(int index) => new(this, index);

    public override string ToString() => $"{Name} ({Operation})";
}
