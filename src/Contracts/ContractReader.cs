namespace TypedModels;

/// <summary>Reads the text of contracts.</summary>
public static class ContractReader
{
    /// <summary>Reads a contract in the format of <c>docs/contract-format.md</c>. Empty lines and lines that begin with <c>#</c> are passed over.</summary>
    /// <exception cref="ContractFormatException">The text is malformed, or of a newer version of the format.</exception>
    public static ContractDocument Read(string text)
    {
        var lines = ContractLine.AllOf(text).ToList();
        ReadHeader(lines);
        string model = Single(lines, 1, "model");
        string path = Single(lines, 2, "path");
        int i = 3;
        string? target = i < lines.Count && lines[i].Accept("target") ? Value(lines[i++], "target") : null;
        ContractError? error = null;
        var tagSets = new List<ModelContract>();
        while (i < lines.Count)
        {
            if (lines[i].Accept("error"))
            {
                error = new ContractError(lines[i].Word("the diagnostic's id"), lines[i].Word("the message"));
                lines[i++].End();
            }
            else
            {
                tagSets.Add(ReadTagSet(lines, ref i, model, target ?? path));
            }
        }

        return new ContractDocument { Model = model, Path = path, Target = target, Error = error, TagSets = tagSets.ToValueList() };
    }

    private static void ReadHeader(List<ContractLine> lines)
    {
        if (lines.Count == 0 || !lines[0].Accept("typedmodels") || !lines[0].Accept("contract"))
        {
            throw new ContractFormatException(1, $"'{ContractWriter.Header}' is expected");
        }

        string version = lines[0].Word("the version");
        if (version != "1")
        {
            string problem = $"version {version} of the contract format is newer than this TypedModels reads; update the TypedModels package";
            throw new ContractFormatException(lines[0].Number, problem) { IsNewer = true };
        }
    }

    private static string Single(List<ContractLine> lines, int index, string keyword)
    {
        if (index >= lines.Count || !lines[index].Accept(keyword))
        {
            throw new ContractFormatException(index < lines.Count ? lines[index].Number : 1, $"a line '{keyword} …' is expected");
        }

        return Value(lines[index], keyword);
    }

    private static string Value(ContractLine line, string what)
    {
        string value = line.Word(what);
        line.End();
        return value;
    }

    private static ModelContract ReadTagSet(List<ContractLine> lines, ref int i, string model, string path)
    {
        if (!lines[i].Accept("tags"))
        {
            throw lines[i].Malformed("a line 'tags …' is expected");
        }

        var contract = ReadVariables(lines, ref i, new ModelContract { Model = model, Path = path, Tags = Words(lines[i++]) });
        var signatures = new List<SignatureContract>();
        while (i < lines.Count && lines[i].Accept("signature"))
        {
            var signature = ReadSignature(lines, ref i);
            if (signatures.Exists(other => other.Key == signature.Key))
            {
                throw lines[i - 1].Malformed($"signature '{signature.Key}' occurs twice");
            }

            signatures.Add(signature);
        }

        var operations = i < lines.Count && lines[i].Accept("operations") ? Words(lines[i++]) : [];
        contract = contract with { Signatures = signatures.ToValueList(), Operations = operations };
        CheckFingerprint(lines, ref i, contract);
        return contract;
    }

    private static ModelContract ReadVariables(List<ContractLine> lines, ref int i, ModelContract contract)
    {
        if (i < lines.Count && lines[i].Accept("checkpoint"))
        {
            contract = contract with { Checkpoint = Value(lines[i++], "the checkpoint") };
        }

        if (i < lines.Count && lines[i].Accept("scope"))
        {
            contract = contract with { Scope = Value(lines[i++], "the scope") };
        }

        var renames = new List<VariableRename>();
        for (; i < lines.Count && lines[i].Accept("variables"); i++)
        {
            renames.Add(new VariableRename(lines[i].Word("the name in the checkpoint"), lines[i].Word("the name in the graph")));
            lines[i].End();
        }

        return contract with { Variables = renames.ToValueList() };
    }

    private static void CheckFingerprint(List<ContractLine> lines, ref int i, ModelContract contract)
    {
        if (i >= lines.Count || !lines[i].Accept("fingerprint"))
        {
            throw new ContractFormatException(lines[Math.Min(i, lines.Count - 1)].Number, "a line 'fingerprint …' is expected");
        }

        string written = lines[i].Word("the fingerprint");
        if (written != contract.Fingerprint)
        {
            throw lines[i].Malformed($"the fingerprint of the lines above is {contract.Fingerprint}, not {written}");
        }

        lines[i++].End();
    }

    private static SignatureContract ReadSignature(List<ContractLine> lines, ref int i)
    {
        var signature = new SignatureContract { Key = lines[i].Word("the signature's key") };
        lines[i++].End();
        List<ArgumentContract> inputs = [], outputs = [];
        for (; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Accept("input"))
            {
                Add(inputs, line);
            }
            else if (line.Accept("output"))
            {
                Add(outputs, line);
            }
            else if (line.Accept("method"))
            {
                signature = signature with { MethodName = line.Word("the method's name") };
            }
            else if (line.Accept("alias"))
            {
                signature = signature with { AliasOf = line.Word("the signature it is an alias of") };
            }
            else if (line.Accept("changes"))
            {
                signature = signature with { StateChanges = Words(line) };
            }
            else
            {
                break;
            }

            line.End();
        }

        return signature with { Inputs = inputs.ToValueList(), Outputs = outputs.ToValueList() };
    }

    private static void Add(List<ArgumentContract> arguments, ContractLine line)
    {
        var argument = ReadArgument(line);
        if (arguments.Exists(other => other.Key == argument.Key))
        {
            throw line.Malformed($"'{argument.Key}' occurs twice");
        }

        arguments.Add(argument);
    }

    private static ArgumentContract ReadArgument(ContractLine line)
    {
        string key = line.Word("the argument's key");
        var argument = new ArgumentContract { Key = key, DataType = ReadType(line, "the element type"), Shape = line.Shape() };
        if (line.Accept("sparse"))
        {
            argument = argument with { Encoding = ArgumentEncoding.Sparse };
        }
        else if (line.Accept("ragged"))
        {
            int rank = line.Number32("the ragged rank");
            argument = argument with { Encoding = ArgumentEncoding.Ragged, RaggedRank = rank, RowSplitsType = ReadType(line, "the type of the row splits") };
            if (rank == 0 || argument.RowSplitsType is not (DataType.Int32 or DataType.Int64))
            {
                throw line.Malformed("a ragged argument has at least one ragged axis, and row splits of int32 or int64");
            }
        }

        else if (line.Accept("composite"))
        {
            argument = argument with { Encoding = ArgumentEncoding.Composite, TypeSpec = line.Word("the kind of value") };
        }

        if (line.Accept("at"))
        {
            argument = argument with { Tensor = line.Word("the tensor's name") };
        }

        return line.Accept("=") ? argument with { Default = line.Default() } : argument;
    }

    private static DataType ReadType(ContractLine line, string what)
    {
        string word = line.Word(what);
        return DataTypes.TryParse(word, out var type) ? type : throw line.Malformed($"'{word}' is not an element type");
    }

    private static ValueList<string> Words(ContractLine line)
    {
        var words = new List<string>();
        while (!line.IsAtEnd)
        {
            words.Add(line.Word("a word"));
        }

        return words.ToValueList();
    }
}
