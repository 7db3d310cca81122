using TypedModels.Engine.Graphs;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;

namespace TypedModels.Engine.Import;

/// <content>Creates nodes, and links them to what they read.</content>
internal sealed partial class ImportScope
{
    /// <summary>Links a node to what it reads, waits for and runs.</summary>
    public void Link(Node node, NodeDocument document)
    {
        AddControls(document, node.ControlInputs);
        if (node.Definition is { IsStateful: true } && Call is not null)
        {
            node.ControlInputs.AddRange(OuterControls());
        }

        if (node.Definition is { } definition)
        {
            var expected = ArgumentValues.Of(definition.Inputs, node.Attributes);
            AddInputs(node, document, expected.References);
            AttributeCheck.Require(node, definition);
            CheckTypes(node, expected.Types);
        }
        else
        {
            AddInputs(node, document, null);
        }

        AddFunctions(node, document);
    }

    private Node Create(NodeDocument document)
    {
        var definition = OperationTable.Find(document.Operation) ?? importer.Document.Function(document.Operation)?.Definition;
        var attributes = new NodeAttributes(document.Attributes, definition?.Defaults, Attributes);
        var node = new Node { Prefix = Prefix, Name = document.Name, Operation = document.Operation, Definition = definition, Attributes = attributes };
        importer.Defer(new PendingLink(this, node, document));
        if (definition is null)
        {
            return node;
        }

        var outputs = ArgumentValues.Of(definition.Outputs, attributes);
        (node.OutputTypes, node.References) = (outputs.Types, outputs.References);
        if (outputs.Starts is { } starts)
        {
            (_starts ??= []).Add(node, starts);
        }

        if (document.Operation == Node.ConstantOperation)
        {
            node.Constant = ConstantReader.Read(attributes.Find("value")?.Tensor ?? throw OperationException.InvalidArgument($"The constant '{node.Name}' has no value."), importer.Budget);
            if (node.Constant.Type != node.OutputTypes[0])
            {
                throw OperationException.InvalidArgument($"The constant '{node.Name}' is said to be {node.OutputTypes[0].ToWord()}, and its value is {node.Constant.Type.ToWord()}.");
            }
        }

        return node;
    }

    /// <param name="node">The node.</param>
    /// <param name="document">What the file says of it.</param>
    /// <param name="references">Which inputs the operation takes as references to variables; null for none.</param>
    private void AddInputs(Node node, NodeDocument document, DataType[]? references)
    {
        for (int i = 0; i < document.InputCount; i++)
        {
            if (IsControl(document.Input(i)))
            {
                continue;
            }

            var value = Resolve(document.Input(i), 0);
            bool isReference = value.Node.References is { } given && given[value.Index] != DataType.Invalid;
            bool takesReference = references is not null && node.Inputs.Count < references.Length && references[node.Inputs.Count] != DataType.Invalid;
            node.Inputs.Add(isReference && !takesReference ? ReadReference(value, node) : value);
        }
    }

    private void AddControls(NodeDocument document, List<Node> controls)
    {
        for (int i = 0; i < document.InputCount; i++)
        {
            if (IsControl(document.Input(i)))
            {
                AddControl(document.Input(i)[1..], controls);
            }
        }
    }

    /// <summary>What has to run before anything of the function that can be seen from outside.</summary>
    private List<Node> OuterControls()
    {
        if (_outerControls is null)
        {
            var controls = new List<Node>();
            _caller!.AddControls(Call!, controls);
            if (_caller.Call is not null)
            {
                controls.AddRange(_caller.OuterControls());
            }

            _outerControls = controls.Count > 1 ? [.. controls.Distinct()] : controls;
        }

        return _outerControls;
    }

    private void AddFunctions(Node node, NodeDocument document)
    {
        for (int i = 0; i < document.Attributes.Count; i++)
        {
            // Gradients are named beside what is run, and annotations name functions that are not.
            var (name, given) = document.Attributes[i];
            if (!AttributeMap.IsAnnotation(name)
                && (node.Attributes.Find(name) ?? given) is { Kind: AttributeKind.Function or AttributeKind.List } attribute
                && attribute.Functions.ToArray() is { Length: > 0 } functions)
            {
                (node.Functions ??= new(StringComparer.Ordinal))[name] = [.. functions.Select(function => importer.ImportFunction(function, this, node.Attributes))];
            }
        }

        // A function that calls itself: the operation is its name.
        if (OperationTable.Find(node.Operation) is null && importer.Document.Function(node.Operation) is not null)
        {
            node.Functions = new(StringComparer.Ordinal) { ["f"] = [importer.ImportFunction(FunctionReference.Of(node.Operation, document.Attributes), this, node.Attributes)] };
            node.Operation = "PartitionedCall";
        }
    }

    private static void CheckTypes(Node node, DataType[] expected)
    {
        if (node.Inputs.Count != expected.Length)
        {
            throw OperationException.InvalidArgument($"{node} reads {node.Inputs.Count} values; {node.Operation} takes {expected.Length}.");
        }

        for (int i = 0; i < expected.Length; i++)
        {
            var input = node.Inputs[i];
            if (input.Index < input.Node.OutputTypes.Length && input.Type != expected[i])
            {
                throw OperationException.InvalidArgument($"{node} takes {expected[i].ToWord()} as its input {i}, and is given {input.Type.ToWord()} by {input.Node}.");
            }
        }
    }

    private static NodeOutput ReadReference(NodeOutput reference, Node? reader)
    {
        var read = new Node
        {
            Name = reference.Node.Name,
            Operation = Node.ReadReferenceOperation,
            Attributes = NodeAttributes.None,
            OutputTypes = [reference.Node.References![reference.Index]],
        };
        read.Inputs.Add(reference);
        read.ControlInputs.AddRange(reader?.ControlInputs ?? []);
        return read.Output(0);
    }
}
