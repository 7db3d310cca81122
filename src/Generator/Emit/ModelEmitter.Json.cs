using TypedModels.Generator.Model;

namespace TypedModels.Generator.Emit;

/// <summary>The results as JSON.</summary>
internal sealed partial class ModelEmitter
{
    private void EmitJson()
    {
        _writer.Line(
            $"""
            /// <summary>Reads and writes the results as JSON, also trimmed and with reflection off: a tensor as its shape and data, text that is not UTF-8 as base64. Nothing is lost either way.</summary>
            public static {Names.Resolver} Json => JsonResults.Resolver;

            """);
        using (_writer.Braces("private static class JsonResults"))
        {
            _writer.Line($"public static readonly {Names.Resolver} Resolver = new {Names.TypedModels}.Runtime.ModelJsonResolver(");
            _writer.Line("[");
            using (_writer.Indented())
            {
                foreach (var signature in _model.Signatures)
                {
                    EmitJsonResult(signature);
                }
            }

            _writer.Line("]);");
        }

        _writer.Line();
    }

    private void EmitJsonResult(SignatureModel signature)
    {
        string values = string.Join(", ", signature.Outputs.Select((output, i) => $"{output.Name} = ({output.OwnedType})values[{i}]!"));
        string initialiser = values.Length == 0 ? "()" : $" {{ {values} }}";
        var properties = signature.Outputs.Select(output => $"    .{output.JsonMethod}(\"{output.Name}\", static result => result.{output.Name})");
        string[] lines = [$"new {Names.TypedModels}.Runtime.JsonResult<{signature.ResultType}>(static values => new {signature.ResultType}{initialiser})", .. properties];
        _writer.Line(string.Join("\n", lines) + ",");
    }
}
