namespace TypedModels.Graphs;

/// <summary>Reads the list of a model's graphs.</summary>
internal static class GraphListReader
{
    /// <summary>The extension of such lists.</summary>
    public const string Extension = ".tfgraph";

    /// <summary>Reads a list in the format of <c>docs/contract-format.md</c>.</summary>
    /// <exception cref="ContractFormatException">The text is malformed, or of a newer version of the format.</exception>
    public static GraphListDocument Read(string text)
    {
        var lines = ContractLine.AllOf(text).ToList();
        ReadHeader(lines);
        int i = 1;
        string path = Take(lines, ref i, "path") is { } line ? Value(line, "the model's path") : throw Expected(lines, i, "path");
        var checkpoints = new List<string>();
        while (Take(lines, ref i, "checkpoint") is { } checkpoint)
        {
            checkpoints.Add(Value(checkpoint, "the checkpoint"));
        }

        var graphs = new List<GraphList>();
        while (i < lines.Count)
        {
            graphs.Add(ReadGraph(lines, ref i));
        }

        return new GraphListDocument { Path = path, Checkpoints = checkpoints.ToValueList(), Graphs = graphs };
    }

    private static void ReadHeader(List<ContractLine> lines)
    {
        if (lines.Count == 0 || !lines[0].Accept("typedmodels") || !lines[0].Accept("graph"))
        {
            throw new ContractFormatException(1, $"'{GraphListWriter.Header}' is expected");
        }

        string version = lines[0].Word("the version");
        if (version != "1")
        {
            throw new ContractFormatException(lines[0].Number, $"version {version} of the list of a graph is newer than this TypedModels reads; update the TypedModels package") { IsNewer = true };
        }
    }

    private static GraphList ReadGraph(List<ContractLine> lines, ref int i)
    {
        var tags = Take(lines, ref i, "tags") is { } first ? Words(first) : throw Expected(lines, i, "tags");
        var nodes = new List<GraphNode>();
        while (Take(lines, ref i, "node") is { } node)
        {
            nodes.Add(ReadNode(node));
        }

        var functions = new List<KeyValuePair<string, ValueList<string>>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (Take(lines, ref i, "function") is { } function)
        {
            string name = function.Word("the function's name");
            functions.Add(names.Add(name) ? new(name, Words(function).ToValueList()) : throw function.Malformed($"the function '{name}' occurs twice"));
        }

        return new GraphList(tags.ToValueList(), nodes, functions);
    }

    private static GraphNode ReadNode(ContractLine line)
    {
        string name = line.Word("the node's name");
        string operation = line.Word("the operation");
        var outputs = new List<GraphOutput>();
        while (!line.IsAtEnd && !line.NextIs('=') && !line.NextIs('<') && !line.NextIs('^') && !line.NextIs('!'))
        {
            outputs.Add(new GraphOutput(ReadType(line), line.Shape()));
        }

        var value = line.Accept("=") ? line.Default(until: "<^!") : null;
        var inputs = line.Accept("<") ? Words(line) : [];
        inputs.AddRange(line.Accept("^") ? Words(line).Select(input => "^" + input) : []);
        var functions = line.Accept("!") ? Words(line) : [];
        line.End();
        return new GraphNode { Name = name, Operation = operation, Outputs = outputs.ToValueList(), Default = value, Inputs = inputs.ToValueList(), Functions = functions.ToValueList() };
    }

    private static DataType ReadType(ContractLine line)
    {
        string word = line.Word("an element type");
        return DataTypes.TryParse(word, out var type) ? type : throw line.Malformed($"'{word}' is not an element type");
    }

    private static List<string> Words(ContractLine line)
    {
        var words = new List<string>();
        while (!line.IsAtEnd && !line.NextIs('^') && !line.NextIs('!'))
        {
            words.Add(line.Word("a name"));
        }

        return words;
    }

    private static ContractLine? Take(List<ContractLine> lines, ref int i, string keyword) => i < lines.Count && lines[i].Accept(keyword) ? lines[i++] : null;

    private static ContractFormatException Expected(List<ContractLine> lines, int i, string keyword) =>
        new(i < lines.Count ? lines[i].Number : 1, $"a line '{keyword} …' is expected");

    private static string Value(ContractLine line, string what)
    {
        string value = line.Word(what);
        line.End();
        return value;
    }
}
