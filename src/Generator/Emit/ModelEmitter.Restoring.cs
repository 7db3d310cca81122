namespace TypedModels.Generator.Emit;

/// <summary>The ways to give variables other values, and to keep those that they have.</summary>
internal sealed partial class ModelEmitter
{
    private void EmitRestoring()
    {
        const string Atomic = "All are restored or none. Calls that run meanwhile see the old weights or the new ones, never a mixture.";
        _writer.Line($"/// <summary>Gives the model's variables the values that a checkpoint holds. {Atomic}</summary>");
        EmitCheckpointParameter();
        _writer.Line("/// <param name=\"options\">Which variables, what they are called in the checkpoint, and what may be missing; null to restore all under their own names.</param>");
        EmitRestoringDocumentation();
        _writer.Line(
            $"""
            public {Names.TypedModels}.RestoreReport Restore(string checkpoint, {Names.TypedModels}.RestoreOptions? options = null) => _session.Restore(checkpoint, options);

            /// <summary>Gives the model's variables the values that a checkpoint holds under other names. {Atomic}</summary>
            """);
        EmitCheckpointParameter();
        _writer.Line(
            """
            /// <param name="from">What the names begin with in the checkpoint, such as <c>model_a/</c>; may be empty.</param>
            /// <param name="to">What stands there in this model; may be empty.</param>
            """);
        EmitRestoringDocumentation();
        _writer.Line(
            $$"""
            public {{Names.TypedModels}}.RestoreReport Restore(string checkpoint, string from, string to) =>
                _session.Restore(checkpoint, new {{Names.TypedModels}}.RestoreOptions { VariableMap = [new {{Names.TypedModels}}.VariableRename(from, to)] });

            /// <summary>Writes the values that the model's variables have now as a checkpoint that TensorFlow reads too: <c>.index</c>, <c>.data-00000-of-00001</c>, and the folder's file <c>checkpoint</c>. Files of an earlier one are replaced once the new ones are whole.</summary>
            /// <param name="checkpoint">The checkpoint to write: its path without <c>.index</c>. A relative path is looked up beside the application.</param>
            /// <exception cref="{{Names.TypedModels}}.ModelException">A variable has no value, or the files cannot be written; an earlier checkpoint is as it was.</exception>
            /// <exception cref="global::System.ObjectDisposedException">The model was disposed.</exception>
            public void Save(string checkpoint) => _session.Save(checkpoint);

            """);
    }

    private void EmitCheckpointParameter() => _writer.Line(
        "/// <param name=\"checkpoint\">The checkpoint: its path without <c>.index</c>, or a folder whose file <c>checkpoint</c> says which. A relative path is looked up beside the application.</param>");

    private void EmitRestoringDocumentation() => _writer.Line(
        $"""
        /// <returns>Which variables were restored, which kept their values, and which tensors of the checkpoint no variable took.</returns>
        /// <exception cref="{Names.TypedModels}.ModelRestoreException">The checkpoint does not fit the variables; nothing was restored.</exception>
        /// <exception cref="{Names.TypedModels}.ModelException">The checkpoint cannot be read, or the engine cannot take its values; nothing was restored.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The model was disposed.</exception>
        """);
}
