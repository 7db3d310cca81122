using TypedModels.Generator.Model;

namespace TypedModels.Generator.Emit;

/// <summary>The interface with the methods of the wrapper.</summary>
internal sealed partial class ModelEmitter
{
    private void EmitInterface()
    {
        _writer.Line($"/// <summary>The methods of <see cref=\"{_model.Name}\"/>, for code that also takes a double of it; see <c>{_model.Name}.Fake</c>.</summary>");
        _writer.Line(GeneratedCode);
        using (_writer.Braces($"{_model.Accessibility} partial interface {_model.InterfaceName} : global::System.IDisposable, global::System.IAsyncDisposable"))
        {
            _writer.Line("/// <summary>What was loaded, from where and by which engine.</summary>");
            _writer.Line($"{Names.ModelInfo} Info {{ get; }}");
            foreach (var signature in _model.Signatures)
            {
                string scope = _model.Name + ".";
                EmitInterfaceMethod(signature, "", [], CallHeader(signature, scope));
                if (signature.HasInto)
                {
                    EmitInterfaceMethod(signature, "Into", Buffers(signature), IntoHeader(signature, scope));
                }

                EmitInterfaceMethod(signature, "Async", [], AsyncHeader(signature, scope));
            }
        }
    }

    private void EmitInterfaceMethod(SignatureModel signature, string suffix, IEnumerable<string> buffers, string header)
    {
        string[] types = [.. buffers.Select(TypeOf), .. signature.Inputs.Select(input => Unscoped(input.Type)), Names.Token];
        string parameters = string.Join(", ", types).Replace('<', '{').Replace('>', '}');
        _writer.Line();
        _writer.Line($"/// <inheritdoc cref=\"{_model.Name}.{signature.Name}{suffix}({parameters})\"/>");
        _writer.Line(header + ";");
    }

    private static string TypeOf(string parameter) => parameter.Substring(0, parameter.LastIndexOf(' '));

    private static string Unscoped(string type) => type.StartsWith("scoped ", StringComparison.Ordinal) ? type.Substring("scoped ".Length) : type;
}
