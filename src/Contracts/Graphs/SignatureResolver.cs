namespace TypedModels.Graphs;

/// <summary>
/// Gives a signature that the code declares its element types and shapes, out of the graph. A build and a load do it in the same way: what compiles is what is found again.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="scope">The wrapper's scope, or null.</param>
internal sealed class SignatureResolver(IGraphNodes graph, string? scope)
{
    private readonly TensorLookup _lookup = new(graph, scope);

    /// <summary>Resolves a signature.</summary>
    public ResolvedSignature Resolve(DeclaredSignature declared)
    {
        var problems = new List<SignatureProblem>();
        var inputs = Resolve(declared.Inputs, isInput: true, problems);
        var outputs = Resolve(declared.Outputs, isInput: false, problems);
        CheckDeclaration(declared, inputs, problems);
        if (problems.Count > 0)
        {
            return new ResolvedSignature(null, [], [], [], problems.ToValueList());
        }

        var needed = NeededNodes.Of(graph, outputs.Select(output => output.Tensor), inputs.Select(input => input.Tensor));
        if (needed.Placeholders.Count > 0 && graph.Inline())
        {
            // A call of a function needs all its arguments; what stands in its place may need fewer for these outputs.
            needed = NeededNodes.Of(graph, outputs.Select(output => output.Tensor), inputs.Select(input => input.Tensor));
        }

        if (needed.Placeholders.Count > 0)
        {
            problems.Add(new SignatureProblem(SignatureProblemKind.MissingInputs, $"its outputs need {Listed(needed.Placeholders)}, which no input feeds: add {(needed.Placeholders.Count == 1 ? "it" : "them")} to Inputs")
            {
                Suggestions = needed.Placeholders.Select(name => name + ":0").ToValueList(),
            });
        }

        // What must be given comes first, as C# wants it; beside that the order is the code's.
        var ordered = inputs.Where(input => input.Contract.Default is null).Concat(inputs.Where(input => input.Contract.Default is not null)).ToList();
        var contract = new SignatureContract
        {
            Key = declared.Key,
            Inputs = ordered.Select(input => input.Contract).ToValueList(),
            Outputs = outputs.Select(output => output.Contract).ToValueList(),
        };
        return new ResolvedSignature(
            contract,
            ordered.Select(input => input.Tensor.ToString()).ToValueList(),
            outputs.Select(output => output.Tensor.ToString()).ToValueList(),
            needed.Operations.ToValueList(),
            problems.ToValueList());
    }

    private List<(ArgumentContract Contract, TensorReference Tensor)> Resolve(ValueList<DeclaredArgument> arguments, bool isInput, List<SignatureProblem> problems)
    {
        var resolved = new List<(ArgumentContract Contract, TensorReference Tensor)>();
        for (int i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (_lookup.Find(argument.Tensor, $"its {(isInput ? "input" : "output")} {argument.Key}", out var node, out var tensor) is { } problem)
            {
                problems.Add(problem with { Argument = new ArgumentPlace(isInput, i) });
                continue;
            }

            var output = tensor.Index < node!.Outputs.Count ? node.Outputs[tensor.Index] : new GraphOutput(DataType.Invalid, TensorShape.Unknown);
            var contract = new ArgumentContract
            {
                Key = argument.Key,
                DataType = output.DataType,
                Shape = output.Shape,
                Tensor = argument.Tensor,
                Default = isInput ? node.Default : null,
            };
            resolved.Add((contract, tensor));
        }

        return resolved;
    }

    private static void CheckDeclaration(DeclaredSignature declared, List<(ArgumentContract Contract, TensorReference Tensor)> inputs, List<SignatureProblem> problems)
    {
        if (declared.Outputs.Count == 0)
        {
            problems.Add(Declaration("it fetches nothing: name at least one tensor in Outputs"));
        }

        foreach (var (role, arguments) in new[] { ("inputs", declared.Inputs), ("outputs", declared.Outputs) })
        {
            foreach (var same in arguments.GroupBy(argument => argument.Key, StringComparer.Ordinal).Where(group => group.Count() > 1 || group.Key.Length == 0))
            {
                string tensors = string.Join(" and ", same.Select(argument => $"'{argument.Tensor}'"));
                problems.Add(Declaration(same.Key.Length == 0 ? $"one of its {role}, {tensors}, has an empty name: write \"name=tensor\"" : $"its {role} {tensors} are both called '{same.Key}': give one a name, \"name=tensor\""));
            }
        }

        foreach (var same in inputs.GroupBy(input => input.Tensor).Where(group => group.Count() > 1))
        {
            problems.Add(Declaration($"its inputs {string.Join(" and ", same.Select(input => $"'{input.Contract.Key}'"))} are one tensor, '{same.Key}'"));
        }
    }

    private static SignatureProblem Declaration(string text) => new(SignatureProblemKind.Declaration, text);

    private static string Listed(IReadOnlyCollection<string> placeholders) =>
        (placeholders.Count == 1 ? "the placeholder " : "the placeholders ") + string.Join(", ", placeholders.Select(name => $"'{name}:0'"));
}

/// <summary>What a declared signature comes to in a graph.</summary>
/// <param name="Contract">The signature with types and shapes; null where tensors of it are not there.</param>
/// <param name="InputTensors">The whole names of the tensors that are fed, in the contract's order.</param>
/// <param name="OutputTensors">The whole names of the tensors that are fetched.</param>
/// <param name="Operations">The types of operations that a call runs, in ordinal order.</param>
/// <param name="Problems">What is wrong; a signature with problems cannot be called.</param>
internal sealed record ResolvedSignature(
    SignatureContract? Contract, ValueList<string> InputTensors, ValueList<string> OutputTensors, ValueList<string> Operations, ValueList<SignatureProblem> Problems);
