namespace TypedModels.Generator.Emit;

/// <summary>The ways to load the model.</summary>
internal sealed partial class ModelEmitter
{
    private void EmitLoading()
    {
        string what = _model.Owner is { } owner
            ? $"its own graph and session. The variables that it has in common with {XmlText.Code(owner.Name)} are those of <paramref name=\"owner\"/>, whatever is restored into them later"
            : "its own graph, its own variables, its own session";
        string ownerParameter = _model.Owner is null ? "" : _model.Owner.Type + " owner, ";
        string ownerArgument = _model.Owner is null ? "" : "owner, ";
        EmitLoadingDocumentation($"Loads the model: {what}.", isAsync: false);
        _writer.Line(
            $$"""
            public static {{_model.Name}} Load({{ownerParameter}}{{Names.ModelOptions}}? options = null) =>
                new({{Names.Session}}.Load(Contract, {{ownerArgument}}options, nameof({{_model.Name}})));

            """);
        EmitLoadingDocumentation($"Loads the model off the caller's thread: {what}.", isAsync: true);
        _writer.Line(
            $$"""
            public static async {{Names.Task}}<{{_model.Name}}> LoadAsync({{ownerParameter}}{{Names.ModelOptions}}? options = null, global::System.IProgress<{{Names.TypedModels}}.LoadProgress>? progress = null, {{Names.Token}} cancellationToken = default) =>
                new(await {{Names.Session}}.LoadAsync(Contract, {{ownerArgument}}options, progress, cancellationToken, nameof({{_model.Name}})).ConfigureAwait(false));

            """);
    }

    private void EmitLoadingDocumentation(string summary, bool isAsync)
    {
        _writer.Line($"/// <summary>{summary}</summary>");
        if (_model.Owner is not null)
        {
            _writer.Line("/// <param name=\"owner\">The loaded model whose variables it uses. Both are disposed on their own, in any order.</param>");
        }

        _writer.Line("/// <param name=\"options\">How to load and run it; null for the defaults.</param>");
        if (isAsync)
        {
            _writer.Line(
                """
                /// <param name="progress">Told of each step, on the loading thread.</param>
                /// <param name="cancellationToken">Ends the load between its steps.</param>
                """);
        }

        _writer.Line(
            $"""
            /// <exception cref="{Names.TypedModels}.ModelLoadException">The model cannot be loaded; the message says what is wrong with which file and what to do.</exception>
            /// <exception cref="{Names.TypedModels}.ModelContractException">The model was exported again with signatures that this class does not fit.</exception>
            /// <exception cref="{Names.TypedModels}.EngineNotFoundException">No engine on this computer can run it.</exception>
            /// <exception cref="global::System.ArgumentException">A value of <paramref name="options"/> is out of its range.</exception>
            """);
        if (_model.Owner is not null)
        {
            _writer.Line("/// <exception cref=\"global::System.ObjectDisposedException\"><paramref name=\"owner\"/> was disposed.</exception>");
        }

        if (isAsync)
        {
            _writer.Line("/// <exception cref=\"global::System.OperationCanceledException\"><paramref name=\"cancellationToken\"/> was cancelled.</exception>");
        }
    }
}
