using TypedModels.Generator.Diagnostics;
using TypedModels.Generator.Model;

namespace TypedModels.Generator.Parsing;

/// <summary>Decides what the inputs and outputs of one signature are called and which C# types they have.</summary>
internal sealed class ArgumentParser(SignatureContract signature, string name, string handler, GivenNames given, List<DiagnosticModel> diagnostics)
{
    private readonly NameTable _parameters = new(diagnostics);
    private readonly NameTable _properties = new(diagnostics);
    private bool _isNamed = true;

    /// <summary>The model of the signature; null when an argument has no name of its own.</summary>
    /// <param name="position">The signature's position in the contract.</param>
    /// <param name="aliases">The keys of the signatures that are the same.</param>
    public SignatureModel? Parse(int position, ValueList<string> aliases)
    {
        bool hasInto = signature.Outputs.Count > 0 && signature.Outputs.All(output => output.Encoding == ArgumentEncoding.Dense && output.DataType != DataType.String);
        var inputs = signature.Inputs.Select(ParseInput).OrderBy(input => input.Default is not null).ToValueList();
        var outputs = signature.Outputs.Select((output, i) => ParseOutput(output, i, hasInto)).ToValueList();
        string[] parameters = [ReservedNames.Token, .. inputs.Select(input => input.Name), .. outputs.Select(output => output.BufferName)];
        return !_isNamed ? null : new SignatureModel
        {
            Position = position,
            Key = signature.Key,
            Name = name,
            HandlerParameter = Identifier.Escape(handler),
            Inputs = inputs,
            Outputs = outputs,
            HasInto = hasInto,
            Aliases = aliases,
            StateChanges = signature.StateChanges,
            CallVariable = SignatureParser.FreeName("call", parameters),
            ResultsVariable = SignatureParser.FreeName("results", parameters),
        };
    }

    private InputModel ParseInput(ArgumentContract input, int position)
    {
        string owner = $"The input '{input.Key}' of '{signature.Key}'";
        string parameter = Name(input.Key, owner, given.Argument(signature.Key, input.Key) ?? Identifier.Camel(input.Key), ReservedNames.OwnerOfParameter);
        Enter(_parameters, owner, parameter, input.Key);
        var type = ArgumentType.Of(input);
        return new InputModel
        {
            Position = position,
            Key = input.Key,
            Name = Identifier.Escape(parameter),
            Type = type.Parameter,
            Default = type.Default,
            OwnedType = type.Owned,
            Reader = type.Reader,
            Description = ArgumentType.Describe(input),
            DefaultDescription = ArgumentType.DescribeDefault(input),
        };
    }

    private OutputModel ParseOutput(ArgumentContract output, int position, bool hasInto)
    {
        string owner = $"The output '{output.Key}' of '{signature.Key}'";
        string? named = given.Argument(signature.Key, output.Key);
        string? candidate = named is null ? Identifier.Pascal(output.Key) : Identifier.UpperFirst(named);
        string property = Name(output.Key, owner, candidate, ReservedNames.OwnerOfProperty);
        Enter(_properties, owner, property, output.Key);
        var type = ArgumentType.Of(output);
        string buffer = hasInto && !type.IsScalar ? (named ?? Identifier.Camel(output.Key)) + "Buffer" : "";
        if (buffer.Length > 0)
        {
            Enter(_parameters, owner, buffer, output.Key);
        }

        return new OutputModel
        {
            Position = position,
            Key = output.Key,
            Name = property,
            BufferName = buffer,
            ElementType = type.Element,
            OwnedType = type.Owned,
            Reader = type.Reader,
            JsonMethod = type.JsonMethod,
            IsScalar = type.IsScalar,
            Description = ArgumentType.Describe(output),
        };
    }

    private string Name(string key, string owner, string? candidate, Func<string, string, string?> ownerOf)
    {
        if (candidate is null)
        {
            diagnostics.Add(DiagnosticModels.UnusableName(owner, new(signature.Key, key, "value")));
            _isNamed = false;
            return "value";
        }

        if (ownerOf(candidate, name) is { } taken)
        {
            diagnostics.Add(DiagnosticModels.ReservedName(owner, candidate, taken, new(signature.Key, key, Identifier.LowerFirst(candidate) + "Value")));
            _isNamed = false;
        }

        return candidate;
    }

    private void Enter(NameTable table, string owner, string argument, string key)
    {
        if (_isNamed && table.Enter(owner, [argument], free => new(signature.Key, key, Identifier.LowerFirst(free))) is not null)
        {
            _isNamed = false;
        }
    }
}
