using TypedModels.Engines;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>Handmade models of variables: <c>y = x + w</c> for each of them.</summary>
internal static class SumModels
{
    /// <summary>A model whose variables have one length.</summary>
    public static EngineModel Of(bool isResource, long length, params string[] names)
    {
        var graph = new GraphBuilder().Placeholder("x", DataType.Float);
        foreach (string name in names)
        {
            AddVariable(graph, name, isResource, length).Node("y_" + name, "AddV2", ["x", isResource ? name + "/now" : name], ("T", GraphBuilder.Type(DataType.Float)));
        }

        return graph.Model([new("x:0", DataType.Float)], [.. names.Select(name => new EngineTensor($"y_{name}:0", DataType.Float))]) with
        {
            Variables = [.. names.Select(name => Variable(name, isResource, length))],
        };
    }

    public static EngineVariable Variable(string name, bool isResource, long length) => new(name, DataType.Float, new TensorShape(length), isResource);

    /// <summary>The same value for all elements of each variable.</summary>
    public static VariableValue[] Values(EngineModel model, float value, params string[] names) =>
        [.. model.Variables.Where(variable => names.Length == 0 || names.Contains(variable.Node)).Select(variable => Value(variable, value))];

    public static VariableValue Value(EngineVariable variable, float value) => new(variable, new FilledData(value, variable.Shape));

    public static GraphBuilder AddVariable(GraphBuilder graph, string name, bool isResource, long length)
    {
        (string, Formats.Protobuf.WireWriter) type = ("dtype", GraphBuilder.Type(DataType.Float)), shape = ("shape", GraphBuilder.Shape(length));
        return isResource
            ? graph.Node(name, "VarHandleOp", [], type, shape, ("shared_name", GraphBuilder.Text(name))).Node(name + "/now", "ReadVariableOp", [name], type)
            : graph.Node(name, "VariableV2", [], type, shape);
    }

    /// <summary>The first element of each output for <c>x = 0</c>.</summary>
    public static float[] Call(EngineSession session, int outputs)
    {
        using var frame = session.CreateFrame(0);
        frame.Write<float>(0, [0]);
        frame.Run();
        return [.. Enumerable.Range(0, outputs).Select(slot => frame.Read<float>(slot)[0])];
    }

    /// <summary>Restores values.</summary>
    public static void Restore(EngineSession session, params VariableValue[] values)
    {
        using var restore = session.Prepare(values, CancellationToken.None);
        restore.Commit();
    }

    /// <summary>The first element of each variable.</summary>
    public static float[] Read(EngineSession session, params EngineVariable[] variables)
    {
        var read = new List<float>();
        session.ReadVariables(variables, (_, _, bytes, _) => read.Add(BitConverter.ToSingle(bytes)));
        return [.. read];
    }
}
