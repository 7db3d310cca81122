using System.Security.Cryptography;
using System.Text;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Extraction;

/// <summary>
/// Digests what a signature computes, so that equal digests mean the same computation. The graph is walked from the outputs, each node is numbered where it is first met
/// and written down with its operation, attributes and the numbers of its inputs; inputs of the signature stand by key and functions by their own digest. Names of
/// nodes do not enter it, except where the name is what makes a thing itself, as with a variable.
/// </summary>
internal sealed class ComputationDigest(MetaGraphDocument metaGraph)
{
    // Calls nest up to seven deep in models that people save; deeper functions stand by their name, which keeps the stack shallow.
    private const int MostNestedCalls = 64;

    private readonly Dictionary<string, string> _functions = new(StringComparer.Ordinal);
    private int _nestedCalls;

    /// <summary>The digest of a signature.</summary>
    public string Of(SignatureDefDocument signature)
    {
        var fed = new Dictionary<TensorName, string>();
        foreach (var input in signature.Inputs)
        {
            int part = 0;
            foreach (var tensor in input.Value.TensorNames.Select(TensorName.TryParse).OfType<TensorName>())
            {
                fed[tensor] = $"{input.Key}#{part++}";
            }
        }

        using var walk = new Walk(this, metaGraph.Graph.Nodes, reference => TensorName.TryParse(reference) is { } tensor && fed.TryGetValue(tensor, out string? key) ? key : null);
        foreach (string name in signature.Outputs.Values.SelectMany(output => output.TensorNames))
        {
            walk.WriteReference(name.IndexOf(':') < 0 ? name + ":0" : name);
        }

        return walk.Digest();
    }

    private string OfFunction(string name)
    {
        if (_functions.TryGetValue(name, out string? known))
        {
            return known;
        }

        if (_nestedCalls == MostNestedCalls || metaGraph.Graph.Function(name) is not { } function)
        {
            return name;
        }

        _functions[name] = name; // A function that calls itself stands by its name.
        _nestedCalls++;
        string digest = OfBody(function);
        _nestedCalls--;
        return _functions[name] = digest;
    }

    private string OfBody(FunctionDocument function)
    {
        var arguments = function.Definition.Inputs.Select((argument, position) => (argument.Name, Position: $"#{position}")).ToLookup(argument => argument.Name, argument => argument.Position);
        using var walk = new Walk(this, function.Nodes, reference => arguments[reference].FirstOrDefault());
        foreach (var result in function.Definition.Outputs)
        {
            walk.WriteReference(function.Results.TryGetValue(result.Name, out string? source) ? source : "");
        }

        foreach (string control in function.Definition.ControlOutputs)
        {
            walk.WriteReference(function.ControlResults.TryGetValue(control, out string? node) ? "^" + node : "");
        }

        foreach (var change in function.Nodes.Where(node => StateChange.IsOne(node.Operation)))
        {
            walk.WriteReference("^" + change.Name);
        }

        return walk.Digest();
    }

    private bool IsItself(NodeDocument node)
    {
        if (node.Inputs.Any(input => input.Length > 0 && input[0] != '^') || node.Attributes["shared_name"]?.Text is { Length: > 0 })
        {
            return false;
        }

        bool isPlaceholder = node.Operation.StartsWith("Placeholder", StringComparison.Ordinal);
        return isPlaceholder || !metaGraph.OperationDefinitions.TryGetValue(node.Operation, out var definition) || definition.IsStateful;
    }

    /// <summary>One walk over the nodes of a graph or function.</summary>
    private sealed class Walk(ComputationDigest digest, NodeTable nodes, Func<string, string?> argumentOf) : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly Dictionary<int, int> _numbers = [];
        private readonly Queue<int> _pending = new();

        public void Dispose() => _hash.Dispose();

        /// <summary>Writes where a value comes from: an argument, or a node's number and output.</summary>
        public void WriteReference(string reference)
        {
            if (argumentOf(reference) is { } argument)
            {
                Write("argument", argument);
                return;
            }

            bool isControl = reference.Length > 0 && reference[0] == '^';
            int colon = reference.IndexOf(':');
            string name = isControl ? reference.Substring(1) : colon < 0 ? reference : reference.Substring(0, colon);
            int node = nodes.IndexOf(name);
            if (node >= 0 && !_numbers.ContainsKey(node))
            {
                _numbers.Add(node, _numbers.Count);
                _pending.Enqueue(node);
            }

            Write(isControl ? "after" : "value", node >= 0 ? _numbers[node].ToString(System.Globalization.CultureInfo.InvariantCulture) : name, colon < 0 ? ":0" : reference.Substring(colon));
        }

        public string Digest()
        {
            while (_pending.Count > 0)
            {
                WriteNode(nodes[_pending.Dequeue()]);
            }

            return Convert.ToBase64String(_hash.GetHashAndReset());
        }

        private void WriteNode(NodeDocument node)
        {
            bool isCall = digest.OfFunction(node.Operation) is var operation && operation != node.Operation;
            Write("node", isCall ? operation : node.Operation, node.Device, digest.IsItself(node) ? node.Name : "");
            foreach (var attribute in node.Attributes.WithoutAnnotations.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
            {
                WriteAttribute(attribute.Key, attribute.Value);
            }

            foreach (string input in node.Inputs)
            {
                WriteReference(input);
            }
        }

        private void WriteAttribute(string name, AttributeDocument value)
        {
            var functions = value.Functions.ToList();
            if (functions.Count == 0)
            {
                Write("attribute", name);
                Write(value.Bytes.ToArray());
                return;
            }

            foreach (var function in functions)
            {
                Write("function", name, digest.OfFunction(function.Name));
                foreach (var inner in function.Attributes.OrderBy(inner => inner.Key, StringComparer.Ordinal))
                {
                    WriteAttribute(inner.Key, inner.Value);
                }
            }
        }

        private void Write(params ReadOnlySpan<string> words)
        {
            foreach (string word in words)
            {
                Write(Encoding.UTF8.GetBytes(word));
            }
        }

        // Lengths keep words apart.
        private void Write(byte[] bytes)
        {
            _hash.AppendData(BitConverter.GetBytes(bytes.Length));
            _hash.AppendData(bytes);
        }
    }
}
