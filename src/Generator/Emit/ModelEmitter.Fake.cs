using TypedModels.Generator.Model;

namespace TypedModels.Generator.Emit;

/// <summary>The test double.</summary>
internal sealed partial class ModelEmitter
{
    private void EmitFake()
    {
        _writer.Line("/// <summary>A double of the model for tests: each signature is answered by a delegate, and the answer is checked against the contract. No file and no engine is needed.</summary>");
        foreach (var signature in _model.Signatures)
        {
            _writer.Line($"/// <param name=\"{signature.HandlerParameter.TrimStart('@')}\">Answers <c>{signature.Name}</c> (signature {XmlText.Code(signature.Key)}); when it is not given, calling that says so.</param>");
        }

        string parameters = string.Join(", ", _model.Signatures.Select(signature => $"{signature.HandlerType}? {signature.HandlerParameter} = null"));
        _writer.Line($"public static {_model.InterfaceName} Fake({parameters}) => new {_model.Name}({Names.Session}.Fake(Contract,");
        _writer.Line("[");
        using (_writer.Indented())
        {
            for (int position = 0; position < _model.SignatureCount; position++)
            {
                var signature = _model.Signatures.FirstOrDefault(candidate => candidate.Position == position);
                _writer.Line(signature is null ? "null," : Answer(signature));
            }
        }

        _writer.Line($"], nameof({_model.Name})));");
        _writer.Line();
    }

    private string Answer(SignatureModel signature)
    {
        string call = _model.FakeVariable;
        string arguments = string.Join(", ", signature.Inputs.Select(input => $"{call}.Inputs.{input.Reader}({input.Position})"));
        return $"{signature.HandlerParameter} is null ? null : {call} => {signature.ResultType}.WriteTo({signature.HandlerParameter}({arguments}), {call}),";
    }
}
