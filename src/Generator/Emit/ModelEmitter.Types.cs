using TypedModels.Generator.Model;

namespace TypedModels.Generator.Emit;

/// <summary>The types beside a method: its results, the sizes of written ones, the delegate of fakes.</summary>
internal sealed partial class ModelEmitter
{
    private void EmitTypes(SignatureModel signature)
    {
        EmitHandler(signature);
        EmitResult(signature);
        if (signature.HasInto)
        {
            EmitSizes(signature);
        }
    }

    private void EmitHandler(SignatureModel signature)
    {
        _writer.Line($"/// <summary>Answers calls of <c>{signature.Name}</c> in place of the model; see <c>Fake</c>.</summary>");
        foreach (var input in signature.Inputs)
        {
            _writer.Line($"/// <param name=\"{input.Name.TrimStart('@')}\">{XmlText.Code(input.Key)}: {XmlText.Escape(input.Description)}.</param>");
        }

        string parameters = string.Join(", ", signature.Inputs.Select(input => $"{input.OwnedType} {input.Name}"));
        _writer.Line($"public delegate {signature.ResultType} {signature.HandlerType}({parameters});");
        _writer.Line();
    }

    private void EmitResult(SignatureModel signature)
    {
        _writer.Line($"/// <summary>What signature {XmlText.Code(signature.Key)} returns. It is the caller's own: nothing to dispose.</summary>");
        _writer.Line(GeneratedCode);
        using (_writer.Braces($"public sealed class {signature.ResultType}"))
        {
            foreach (var output in signature.Outputs)
            {
                _writer.Line($"/// <summary>{XmlText.Code(output.Key)}: {XmlText.Escape(output.Description)}.</summary>");
                _writer.Line($"public required {output.OwnedType} {output.Name} {{ get; init; }}");
                _writer.Line();
            }

            EmitReadFrom(signature);
            _writer.Line();
            using (_writer.Braces($"internal static void WriteTo({signature.ResultType} answer, {Names.FakeCall} call)"))
            {
                _writer.Line("global::System.ArgumentNullException.ThrowIfNull(answer);");
                foreach (var output in signature.Outputs)
                {
                    _writer.Line($"call.Output({output.Position}, answer.{output.Name});");
                }
            }
        }

        _writer.Line();
    }

    private void EmitReadFrom(SignatureModel signature)
    {
        string header = $"internal static {signature.ResultType} ReadFrom({Names.ModelResults} results) => new()";
        if (signature.Outputs.Count == 0)
        {
            _writer.Line(header + ";");
            return;
        }

        using (_writer.Braces(header, ";"))
        {
            foreach (var output in signature.Outputs)
            {
                _writer.Line($"{output.Name} = results.{output.Reader}({output.Position}),");
            }
        }
    }

    private void EmitSizes(SignatureModel signature)
    {
        _writer.Line($"/// <summary>The dimensions that <c>{signature.Name}Into</c> wrote, and the results that are single values.</summary>");
        _writer.Line(GeneratedCode);
        using (_writer.Braces($"public readonly struct {signature.SizesType}"))
        {
            for (int i = 0; i < signature.Outputs.Count; i++)
            {
                var output = signature.Outputs[i];
                if (i > 0)
                {
                    _writer.Line();
                }

                _writer.Line($"/// <summary>{(output.IsScalar ? "" : "The dimensions of ")}{XmlText.Code(output.Key)}: {XmlText.Escape(output.Description)}.</summary>");
                _writer.Line($"public {(output.IsScalar ? output.OwnedType : Names.TensorSize)} {output.Name} {{ get; internal init; }}");
            }
        }

        _writer.Line();
    }
}
