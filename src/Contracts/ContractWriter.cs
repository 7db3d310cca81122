using System.Text;

namespace TypedModels;

/// <summary>Writes contracts as text: one line per argument, a stable order, <c>\n</c> line ends.</summary>
public static class ContractWriter
{
    /// <summary>The first line of every contract: the format and its version.</summary>
    internal const string Header = "typedmodels contract 1";

    /// <summary>The text of <paramref name="document"/>, in the format of <c>docs/contract-format.md</c>.</summary>
    public static string Write(ContractDocument document)
    {
        var builder = new StringBuilder();
        Line(builder, Header);
        Line(builder, "model", ContractLiteral.Word(document.Model));
        Line(builder, "path", ContractLiteral.Word(document.Path));
        if (document.Target is { } target && target != document.Path)
        {
            Line(builder, "target", ContractLiteral.Word(target));
        }

        if (document.Error is { } error)
        {
            Line(builder, "error", error.Id, ContractLiteral.Quote(error.Message));
        }

        foreach (var tagSet in document.TagSets)
        {
            WriteTagSet(builder, tagSet);
        }

        return builder.ToString();
    }

    /// <summary>Writes what the fingerprint covers of a signature: its key and its arguments, in their order.</summary>
    internal static void WritePromise(StringBuilder builder, SignatureContract signature) => WriteSignature(builder, signature, withTensors: false);

    private static void WriteSignature(StringBuilder builder, SignatureContract signature, bool withTensors)
    {
        Line(builder, "signature", ContractLiteral.Word(signature.Key));
        foreach (var input in signature.Inputs)
        {
            WriteArgument(builder, "  input", input, withTensors);
        }

        foreach (var output in signature.Outputs)
        {
            WriteArgument(builder, "  output", output, withTensors);
        }
    }

    private static void WriteTagSet(StringBuilder builder, ModelContract contract)
    {
        Line(builder, ["tags", .. contract.Tags.Select(ContractLiteral.Word)]);
        WriteVariables(builder, contract);
        foreach (var signature in contract.Signatures)
        {
            WriteSignature(builder, signature, withTensors: true);
            if (signature.MethodName.Length > 0)
            {
                Line(builder, "  method", ContractLiteral.Word(signature.MethodName));
            }

            if (signature.AliasOf is { } original)
            {
                Line(builder, "  alias", ContractLiteral.Word(original));
            }

            if (signature.StateChanges.Count > 0)
            {
                Line(builder, ["  changes", .. signature.StateChanges.Select(ContractLiteral.Word)]);
            }
        }

        Line(builder, ["operations", .. contract.Operations.Select(ContractLiteral.Word)]);
        Line(builder, "fingerprint", contract.Fingerprint);
    }

    private static void WriteVariables(StringBuilder builder, ModelContract contract)
    {
        if (contract.Checkpoint is { } checkpoint)
        {
            Line(builder, "checkpoint", ContractLiteral.Word(checkpoint));
        }

        if (contract.Scope is { } scope)
        {
            Line(builder, "scope", ContractLiteral.Word(scope));
        }

        foreach (var rename in contract.Variables)
        {
            Line(builder, "variables", ContractLiteral.Word(rename.From), ContractLiteral.Word(rename.To));
        }
    }

    private static void WriteArgument(StringBuilder builder, string role, ArgumentContract argument, bool withTensors)
    {
        builder.Append(role).Append(' ').Append(ContractLiteral.Word(argument.Key)).Append(' ').Append(argument.DataType.ToWord()).Append(' ').Append(argument.Shape);
        switch (argument.Encoding)
        {
            case ArgumentEncoding.Sparse:
                builder.Append(" sparse");
                break;
            case ArgumentEncoding.Ragged:
                builder.Append(" ragged ").Append(argument.RaggedRank).Append(' ').Append(argument.RowSplitsType.ToWord());
                break;
            case ArgumentEncoding.Composite:
                builder.Append(" composite ").Append(ContractLiteral.Word(argument.TypeSpec ?? ""));
                break;
        }

        if (withTensors && argument.Tensor is { } tensor)
        {
            builder.Append(" at ").Append(ContractLiteral.Word(tensor));
        }

        if (argument.Default is { } value)
        {
            builder.Append(" = ").Append(value);
        }

        builder.Append('\n');
    }

    private static void Line(StringBuilder builder, params IEnumerable<string> words) => builder.Append(string.Join(" ", words)).Append('\n');
}
