using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Models;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.SavedModels;
using TypedModels.Formats.Variables;

namespace TypedModels.Tests.Variables;

public sealed class VariableListTests
{
    /// <summary>Models and their checkpoints.</summary>
    public static TheoryData<string, string> Checkpoints => new()
    {
        { "saver/model_a.ckpt-100.meta", "saver/model_a.ckpt-100" },
        { "saver/model_b.ckpt-100.meta", "saver/model_b.ckpt-100" },
        { "saver/sharded.ckpt.meta", "saver/sharded.ckpt" },
        { "shared_encoder/all.ckpt.meta", "shared_encoder/all.ckpt" },
    };

    /// <summary>Every SavedModel with variables.</summary>
    public static TheoryData<string> SavedModels => [.. TestModels.Names.Where(name => File.Exists(Path.Combine(TestModels.FolderOf(name), "variables", "variables.index")))];

    [Theory, MemberData(nameof(Checkpoints))]
    public void EveryVariableOfASaverIsInItsCheckpoint(string file, string prefix) =>
        AssertHeld(ModelFile.Read(Path.Combine(TestModels.Folder, file)).MetaGraphs[0], Path.Combine(TestModels.Folder, prefix));

    [Theory, MemberData(nameof(SavedModels))]
    public void EveryVariableOfASavedModelIsInItsCheckpoint(string model)
    {
        var file = SavedModelFile.Read(TestModels.FolderOf(model));
        foreach (var metaGraph in file.Document.MetaGraphs)
        {
            AssertHeld(metaGraph, file.VariablesPrefix);
        }
    }

    [Fact]
    public void VariablesOfModelsThatOthersSavedAreInTheirCheckpoints()
    {
        Assert.SkipWhen(TestModels.SharedFolder is null, "the models beside the repository are not there");
        string wild = Path.Combine(TestModels.SharedFolder!, "wild");
        foreach (string model in TestModels.NamesIn(wild).Where(name => File.Exists(Path.Combine(wild, name, "variables", "variables.index"))))
        {
            var file = SavedModelFile.Read(Path.Combine(wild, model));
            AssertHeld(file.Document.MetaGraphs[0], file.VariablesPrefix);
        }
    }

    [Fact]
    public void AReferenceVariableIsDescribed()
    {
        var kernel = VariablesOf("saver/model_a.ckpt-100.meta").Single(variable => variable.Node == "dense_0/kernel");

        Assert.Equal((VariableKind.Reference, DataType.Float, new TensorShape(4, 5)), (kernel.Kind, kernel.DataType, kernel.Shape));
        Assert.Equal(("dense_0/kernel", null, true), (kernel.CheckpointKey, kernel.Part, kernel.IsRestored));
    }

    [Fact]
    public void APartOfAPartitionedVariableSaysWhichPartOfWhat()
    {
        var variables = VariablesOf("saver/sharded.ckpt.meta");

        Assert.Equal(["a", "b", "b", "c"], variables.Select(variable => variable.CheckpointKey).Order(StringComparer.Ordinal));
        Assert.All(variables, variable => Assert.Equal(VariableKind.Resource, variable.Kind));
        Assert.Equal(
            ["b/part_0 [6, 4] 0,3:0,4", "b/part_1 [6, 4] 3,3:0,4"],
            variables.Where(variable => variable.Part is not null).Select(variable => $"{variable.Node} [{string.Join(", ", variable.Part!.WholeShape.Dimensions)}] {variable.Part.Slice}"));
    }

    [Fact]
    public void TheCollectionsSayPartsWhereNothingRestoresThem()
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(TestModels.FolderOf("saver"), "sharded.ckpt.meta"));
        var message = Tensorflow.MetaGraphDef.Parser.ParseFrom(bytes);
        var kept = message.GraphDef.Node.Where(node => !node.Name.StartsWith("save/", StringComparison.Ordinal)).ToList();
        message.GraphDef.Node.Clear();
        message.GraphDef.Node.AddRange(kept);
        message.SaverDef = null;
        var variables = VariableList.Of(new MetaGraphDocument(Google.Protobuf.MessageExtensions.ToByteArray(message))).Variables;

        Assert.Equal(VariablesOf("saver/sharded.ckpt.meta").Select(variable => (variable.Node, variable.CheckpointKey, variable.Part)), variables.Select(variable => (variable.Node, variable.CheckpointKey, variable.Part)));
        Assert.All(variables, variable => Assert.False(variable.IsRestored));
    }

    [Fact]
    public void SeveralSaversOfOneGraphAreFollowed()
    {
        var variables = VariablesOf("saver/scoped.meta");

        Assert.All(variables, variable => Assert.True(variable.IsRestored));
        Assert.Equal(variables.Select(variable => variable.Node), variables.Select(variable => variable.CheckpointKey));
    }

    [Fact]
    public void VariablesOfANewModelHaveNamesOfTheObjectGraph()
    {
        var list = VariableList.Of(SavedModelFile.Read(TestModels.FolderOf("counter")).Document.MetaGraphs[0]);

        Assert.All(list.Variables, variable => Assert.EndsWith("/.ATTRIBUTES/VARIABLE_VALUE", variable.CheckpointKey, StringComparison.Ordinal));
        Assert.Contains(list.OtherTensors, tensor => tensor.Key == "_CHECKPOINTABLE_OBJECT_GRAPH");
    }

    [Fact]
    public void TheSaverOfTheGraphGoesBeforeOthers()
    {
        var graph = HandMadeModels.Graph(
            Variable("w"), Constant("first/names", "old/w"), Constant("second/names", "new/w"), Constant("third/names", "w"), Constant("slices", ""), Constant("path", "model"),
            Restore("first/restore", "first/names"), Restore("second/restore", "second/names"), Restore("third/restore", "third/names"),
            HandMadeModels.Node("first/assign", "Assign", ["w", "first/restore:0"]),
            HandMadeModels.Node("cast", "Cast", ["second/restore"]), HandMadeModels.Node("second/assign", "Assign", ["w", "cast"]),
            HandMadeModels.Node("third/assign", "Assign", ["w", "third/restore"]),
            HandMadeModels.Node("second/all", "NoOp", ["^second/assign"]));
        var withSaver = new WireWriter().Message(2, graph).Message(3, new WireWriter().Text(3, "second/all"));
        var withoutSaver = new WireWriter().Message(2, graph);

        Assert.Equal(["new/w", "w", "old/w"], NamesOf(withSaver));
        Assert.Equal(["w", "old/w", "new/w"], NamesOf(withoutSaver));
    }

    [Fact]
    public void AHandleIsFollowedThroughNestedFunctions()
    {
        var inner = Function("inner", ["handle", "value"], HandMadeModels.Node("assign", "AssignVariableOp", ["handle", "value"]));
        var outer = Function(
            "outer", ["path", "handle"], Constant("names", "layer/kernel"), Constant("slices", ""),
            HandMadeModels.Node("restore", "RestoreV2", ["path", "names:output:0", "slices:output:0"]),
            HandMadeModels.Node("identity", "Identity", ["restore:tensors:0"]), Call("call", "inner", ["handle", "identity:output:0"]));
        var graph = HandMadeModels.Graph(Handle("variable", "shared"), Constant("path", "model"), Call("restore_all", "outer", ["path", "variable"]))
            .Message(2, new WireWriter().Message(1, inner).Message(1, outer));
        var variable = Assert.Single(VariableList.Of(new MetaGraphDocument(new WireWriter().Message(2, graph).ToArray())).Variables);

        Assert.Equal(("variable", "layer/kernel"), (variable.Node, variable.CheckpointKey));
    }

    [Fact]
    public void FunctionsThatCallThemselvesEnd()
    {
        var function = Function(
            "again", ["path", "handle"], Constant("names", "w"), Constant("slices", ""), HandMadeModels.Node("restore", "RestoreV2", ["path", "names:output:0", "slices:output:0"]),
            HandMadeModels.Node("assign", "AssignVariableOp", ["handle", "restore:tensors:0"]), Call("call", "again", ["path", "handle"]));
        var graph = HandMadeModels.Graph(Handle("v", ""), Constant("path", "model"), Call("restore_all", "again", ["path", "v"])).Message(2, new WireWriter().Message(1, function));

        Assert.Equal("w", Assert.Single(VariableList.Of(new MetaGraphDocument(new WireWriter().Message(2, graph).ToArray())).Variables).CheckpointKey);
    }

    [Fact]
    public void FunctionsThatCallOneAnotherInTooManyWaysAreRefused()
    {
        var library = new WireWriter();
        for (int i = 0; i < 40; i++)
        {
            library.Message(1, Function($"f{i}", ["path"], Call("first", $"f{i + 1}", ["path"]), Call("second", $"f{i + 1}", ["path"])));
        }

        library.Message(1, Function("f40", ["path"], HandMadeModels.Node("restore", "RestoreV2", ["path", "path", "path"])));
        var graph = HandMadeModels.Graph(Handle("v", ""), Constant("path", "model"), Call("restore_all", "f0", ["path"])).Message(2, library);

        Assert.Throws<ModelFormatException>(() => VariableList.Of(new MetaGraphDocument(new WireWriter().Message(2, graph).ToArray())));
    }

    [Fact]
    public void ATableThatIsRestoredIsNoVariable()
    {
        var graph = HandMadeModels.Graph(
            Handle("v", "v"), HandMadeModels.Node("table", "MutableHashTableV2", []), Constant("names", "table-keys", "table-values"), Constant("slices", "", ""), Constant("path", "model"),
            HandMadeModels.Node("restore", "RestoreV2", ["path", "names", "slices"]), HandMadeModels.Node("import", "LookupTableImportV2", ["table", "restore", "restore:1"]));
        var list = VariableList.Of(new MetaGraphDocument(new WireWriter().Message(2, graph).ToArray()));

        Assert.Equal([new RestoredTensor("table-keys", "LookupTableImportV2"), new RestoredTensor("table-values", "LookupTableImportV2")], list.OtherTensors);
        Assert.Equal(("v", false), (Assert.Single(list.Variables).CheckpointKey, list.Variables[0].IsRestored));
    }

    [Fact]
    public void APartThatLiesOutsideItsWholeIsRefused()
    {
        var graph = HandMadeModels.Graph(
            Variable("w"), Constant("names", "w"), Constant("slices", "6 4 4,3:-"), Constant("path", "model"),
            HandMadeModels.Node("restore", "RestoreV2", ["path", "names", "slices"]), HandMadeModels.Node("assign", "Assign", ["w", "restore"]));

        Assert.Contains("6 4 4,3:-", Assert.Throws<ModelFormatException>(() => VariableList.Of(new MetaGraphDocument(new WireWriter().Message(2, graph).ToArray()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CollectionsNameVariablesTablesAndAssets()
    {
        var metaGraph = SavedModelFile.Read(TestModels.FolderOf("tf1_saved_model")).Document.MetaGraphs[0];
        var saved = ModelFile.Read(Path.Combine(TestModels.FolderOf("saver"), "sharded.ckpt.meta")).MetaGraphs[0];

        Assert.Single(metaGraph.TableInitializers);
        Assert.Single(metaGraph.AssetTensors);
        Assert.Equal(["dense_0/kernel", "dense_0/bias"], metaGraph.VariableDefinitions.Select(definition => definition.Node));
        Assert.Equal(["a", "b/part_0", "b/part_1", "c"], saved.VariableDefinitions.Select(definition => definition.Node));
        Assert.Equal("b", saved.VariableDefinitions[1].Slice?.FullName);
        Assert.All(saved.VariableDefinitions, definition => Assert.True(definition is { IsResource: true, IsTrainable: true }));
    }

    private static IReadOnlyList<GraphVariable> VariablesOf(string file) => VariableList.Of(ModelFile.Read(Path.Combine(TestModels.Folder, file)).MetaGraphs[0]).Variables;

    private static void AssertHeld(MetaGraphDocument metaGraph, string prefix)
    {
        using var checkpoint = Checkpoint.Open(prefix);
        var list = VariableList.Of(metaGraph);
        foreach (var variable in list.Variables.Where(variable => variable.IsRestored))
        {
            var entry = checkpoint.Find(variable.CheckpointKey);
            Assert.True(entry is not null, $"'{variable.CheckpointKey}' of {variable.Node} is not in the checkpoint");
            Assert.Equal(variable.DataType, entry.DataType);
            if (variable.Part is { } part)
            {
                Assert.Equal(entry.Shape, part.WholeShape);
            }
            else if (variable.Shape.IsFullyKnown)
            {
                Assert.Equal(variable.Shape, entry.Shape);
            }
        }

        Assert.All(list.Variables, variable => Assert.True(variable.IsRestored, $"{variable.Node} is not restored"));
        Assert.All(list.OtherTensors, tensor => Assert.NotNull(checkpoint.Find(tensor.Key)));
        Assert.Equal(checkpoint.Keys.Order(StringComparer.Ordinal), list.Variables.Select(variable => variable.CheckpointKey).Concat(list.OtherTensors.Select(tensor => tensor.Key)).Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> NamesOf(WireWriter metaGraph) => Assert.Single(VariableList.Of(new MetaGraphDocument(metaGraph.ToArray())).Variables).SavedNames.Select(name => name.Key);

    private static WireWriter Variable(string name) => HandMadeModels.Node(name, "VariableV2", [], ("dtype", HandMadeModels.Type(DataType.Float)));

    private static WireWriter Handle(string name, string shared) => HandMadeModels.Node(name, "VarHandleOp", [], ("dtype", HandMadeModels.Type(DataType.Float)), ("shared_name", new WireWriter().Text(2, shared)));

    private static WireWriter Restore(string name, string names) => HandMadeModels.Node(name, "RestoreV2", ["path", names, "slices"]);

    private static WireWriter Call(string name, string function, string[] inputs) => HandMadeModels.Node(name, "StatefulPartitionedCall", inputs, ("f", new WireWriter().Message(10, new WireWriter().Text(1, function))));

    private static WireWriter Constant(string name, params string[] texts)
    {
        var tensor = new WireWriter().Varint(1, (int)DataType.String).Message(2, HandMadeModels.Shape(new TensorShape(texts.Length)));
        foreach (string text in texts)
        {
            tensor.Text(8, text);
        }

        return HandMadeModels.Node(name, "Const", [], ("value", new WireWriter().Message(8, tensor)));
    }

    private static WireWriter Function(string name, string[] arguments, params WireWriter[] nodes)
    {
        var signature = new WireWriter().Text(1, name);
        foreach (string argument in arguments)
        {
            signature.Message(2, new WireWriter().Text(1, argument));
        }

        var function = new WireWriter().Message(1, signature);
        foreach (var node in nodes)
        {
            function.Message(3, node);
        }

        return function;
    }
}
