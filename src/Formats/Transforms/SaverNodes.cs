namespace TypedModels.Formats.Transforms;

/// <summary>
/// The nodes that save and restore variables, named and wired as <c>tf.train.Saver</c> does (<c>tensorflow/python/training/saver.py</c>), for checkpoints of one file of data.
/// </summary>
internal static class SaverNodes
{
    /// <summary>Adds a saver.</summary>
    /// <param name="builder">The graph with the variables.</param>
    /// <param name="variables">The variables; at least one, since neither <c>SaveV2</c> nor <c>RestoreV2</c> takes none.</param>
    /// <exception cref="ArgumentException">There is no variable.</exception>
    public static SaverNames Append(GraphBuilder builder, IReadOnlyList<SavedVariable> variables)
    {
        if (variables.Count == 0)
        {
            throw new ArgumentException("A saver has at least one variable.", nameof(variables));
        }

        string scope = builder.Names.TakeScope("save") + "/";
        string prefix = AppendPrefix(builder, scope);
        return new SaverNames(prefix + ":0", AppendSave(builder, scope, prefix, variables) + ":0", AppendRestore(builder, scope, prefix, variables));
    }

    private static string AppendPrefix(GraphBuilder builder, string scope)
    {
        string text = AppendTexts(builder, scope + "filename/input", TensorWriter.Text("model"));
        string filename = builder.Add(WithDefault(scope + "filename", text));
        return builder.Add(WithDefault(scope + "Const", filename));
    }

    private static NodeWriter WithDefault(string name, string value) => new NodeWriter(name, "PlaceholderWithDefault")
        .Input(value)
        .With("dtype", AttributeWriter.Type(DataType.String))
        .With("shape", AttributeWriter.Shape(TensorShape.Scalar));

    private static string AppendSave(GraphBuilder builder, string scope, string prefix, IReadOnlyList<SavedVariable> variables)
    {
        var values = variables.Select(saved => builder.Add(saved.Variable.Reader(builder.Names.Take(scope + "read")))).ToArray();
        string save = builder.Add(Begin(builder, scope + "SaveV2", prefix, variables).Inputs(values));
        return builder.Add(new NodeWriter(scope + "control_dependency", "Identity").Input(prefix).WaitFor([save]).With("T", AttributeWriter.Type(DataType.String)));
    }

    private static string AppendRestore(GraphBuilder builder, string scope, string prefix, IReadOnlyList<SavedVariable> variables)
    {
        string restore = builder.Add(Begin(builder, scope + "RestoreV2", prefix, variables));
        var assigns = variables.Select((saved, index) => builder.Add(
            saved.Variable.Writer(builder.Names.Take(scope + "Assign"), new Graphs.TensorName(restore, index).ToString()))).ToArray();
        return builder.Add(new NodeWriter(scope + "restore_all", "NoOp").WaitFor(assigns));
    }

    private static NodeWriter Begin(GraphBuilder builder, string name, string prefix, IReadOnlyList<SavedVariable> variables)
    {
        string keys = AppendTexts(builder, name + "/tensor_names", TensorWriter.Texts([.. variables.Select(saved => saved.Key)]));
        string slices = AppendTexts(builder, name + "/shape_and_slices", TensorWriter.Texts([.. variables.Select(saved => saved.Slice)]));
        return new NodeWriter(name, name.EndsWith("SaveV2", StringComparison.Ordinal) ? "SaveV2" : "RestoreV2")
            .Inputs([prefix, keys, slices])
            .With("dtypes", AttributeWriter.Types(variables.Select(saved => saved.Variable.Type)));
    }

    private static string AppendTexts(GraphBuilder builder, string name, Protobuf.WireWriter texts) =>
        builder.Add(new NodeWriter(name, "Const").With("dtype", AttributeWriter.Type(DataType.String)).With("value", AttributeWriter.Tensor(texts)));
}
