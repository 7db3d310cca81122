using System.Globalization;
using System.Text;
using TypedModels.Formats.Graphs;

namespace TypedModels.Engine.Conformance.Lists;

/// <summary>Writes a line of the operation table, in the form that <see cref="Formats.Operations.OperationLineReader"/> reads.</summary>
internal static class OperationLineWriter
{
    /// <summary>The line of an operation.</summary>
    public static string Write(OperationDefinition operation)
    {
        var text = new StringBuilder($"{operation.Name}({Arguments(operation.Inputs)}) -> ({Arguments(operation.Outputs)})");
        if (operation.Attributes.Length > 0)
        {
            text.Append(" {").AppendJoin("; ", operation.Attributes.Select(Attribute)).Append('}');
        }

        if (operation.IsStateful)
        {
            text.Append(" stateful");
        }

        if (operation.DeprecatedSince is { } version)
        {
            text.Append(CultureInfo.InvariantCulture, $" deprecated {version}");
        }

        return text.ToString();
    }

    private static string Arguments(IReadOnlyList<OperationArgument> arguments) => string.Join(", ", arguments.Select(Argument));

    private static string Argument(OperationArgument argument)
    {
        string type = argument.TypeListAttribute.Length > 0 ? argument.TypeListAttribute
            : argument.TypeAttribute.Length > 0 ? argument.TypeAttribute
            : argument.Type.ToWord();
        string tensors = argument.NumberAttribute.Length > 0 ? $"{argument.NumberAttribute}*{type}" : type;
        return argument.IsReference ? $"{argument.Name}: Ref({tensors})" : $"{argument.Name}: {tensors}";
    }

    private static string Attribute(OperationAttribute attribute)
    {
        var text = new StringBuilder($"{attribute.Name}: {attribute.Type}");
        if (attribute.Minimum is { } minimum)
        {
            text.Append(CultureInfo.InvariantCulture, $" >= {minimum}");
        }

        var allowed = attribute.AllowedTypes.Select(type => type.ToWord()).Concat(attribute.AllowedTexts.Select(Text)).ToArray();
        if (allowed.Length > 0)
        {
            text.Append(" in [").AppendJoin(", ", allowed).Append(']');
        }

        if (attribute.Default is { } value)
        {
            text.Append(" = ").Append(Value(value));
        }

        return text.ToString();
    }

    private static string Value(AttributeDocument value) => value.Kind switch
    {
        AttributeKind.Integer => Integer(value.Integer!.Value),
        AttributeKind.Float => Float(value.FloatBits!.Value),
        AttributeKind.Bool => Bool(value.Bool!.Value),
        AttributeKind.Type => value.Type!.Value.ToWord(),
        AttributeKind.Bytes => Text(value.Text!.Value),
        AttributeKind.Shape => value.Shape!.Value.ToString(),
        AttributeKind.Tensor => Convert.ToHexStringLower(value.Tensor!.Bytes.Span),
        AttributeKind.List => $"[{string.Join(", ", Elements(value.List!))}]",
        var kind => throw new NotSupportedException($"The operation table has no form for a default of the kind {kind}."),
    };

    private static IEnumerable<string> Elements(AttributeList list) =>
        list.Integers.Select(Integer)
            .Concat(list.FloatBits.Select(Float))
            .Concat(list.Bools.Select(Bool))
            .Concat(list.Types.Select(type => type.ToWord()))
            .Concat(list.Texts.Select(Text))
            .Concat(list.Shapes.Select(shape => shape.ToString()));

    private static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Float(uint bits) => BitConverter.UInt32BitsToSingle(bits).ToString("R", CultureInfo.InvariantCulture);

    private static string Bool(bool value) => value ? "true" : "false";

    private static string Text(ReadOnlyMemory<byte> text)
    {
        var characters = Encoding.UTF8.GetString(text.Span).Select(character => character is '%' or '"' or < ' ' ? Uri.HexEscape(character) : character.ToString());
        return $"\"{string.Concat(characters)}\"";
    }
}
