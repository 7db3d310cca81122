using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Lookup tables that are filled, changed and asked in one call.</summary>
internal sealed class TableCases : CaseFamily
{
    private static readonly (DataType Key, DataType Value)[] s_types =
    [
        (DataType.String, DataType.Int64), (DataType.String, DataType.Int32), (DataType.String, DataType.Float), (DataType.String, DataType.Double),
        (DataType.String, DataType.String), (DataType.String, DataType.Bool), (DataType.Int64, DataType.String), (DataType.Int64, DataType.Int64),
        (DataType.Int64, DataType.Float), (DataType.Int64, DataType.Bool), (DataType.Int32, DataType.Int32), (DataType.Int32, DataType.String),
    ];

    protected override void AddCases()
    {
        foreach (var (key, value) in s_types)
        {
            AddInitialised(key, value);
            AddMutable(key, value);
        }

        AddTensors();
        AddDense();
        AddErrors();
    }

    private void AddInitialised(DataType key, DataType value)
    {
        var graph = new CaseGraph();
        var table = graph.Node("HashTableV2", [], ("key_dtype", key), ("value_dtype", value), ("shared_name", "t"))[0];
        graph.Node("InitializeTableV2", [table, Vector(key, 1, 2, 3), Vector(value, 0, 1, 0)]);
        string filled = graph.Last;
        var found = graph.Node("LookupTableFindV2", [table, Vector(key, 3, 9, 1, 2, 2, 0).As(2, 3), Scalar(value, 1)], [], [filled]);
        var none = graph.Node("LookupTableFindV2", [table, Empty(key, 0), Scalar(value, 1)], [], [filled]);
        var size = graph.Node("LookupTableSizeV2", [table], [], [filled]);
        AddRuns("HashTableV2", 2, graph, [.. found, .. none, .. size]);
        AddRuns("LookupTableFindV2", 2, graph, [.. found]);
        AddRuns("InitializeTableV2", 2, graph, [.. size]);
        AddRuns("LookupTableSizeV2", 2, graph, [.. size]);
    }

    private void AddMutable(DataType key, DataType value)
    {
        var graph = new CaseGraph();
        var table = graph.Node("MutableHashTableV2", [], ("key_dtype", key), ("value_dtype", value), ("shared_name", "t"))[0];
        graph.Node("LookupTableInsertV2", [table, Vector(key, 1, 2), Vector(value, 1, 1)]);
        graph.Node("LookupTableInsertV2", [table, Vector(key, 2, 3), Vector(value, 0, 1)], [], [graph.Last]);
        string filled = graph.Last;
        var found = graph.Node("LookupTableFindV2", [table, Vector(key, 1, 2, 3, 4), Scalar(value, 0)], [], [filled]);
        graph.Node("LookupTableRemoveV2", [table, Vector(key, 2, 7)], [], [CaseGraph.NodeOf(found[0])]);
        string removed = graph.Last;
        var left = graph.Node("LookupTableFindV2", [table, Vector(key, 1, 2, 3, 4), Vector(value, 0, 1, 0, 1)], [], [removed]);
        var size = graph.Node("LookupTableSizeV2", [table], [], [removed]);
        graph.Node("LookupTableImportV2", [table, Vector(key, 8), Vector(value, 1)], [], [CaseGraph.NodeOf(left[0]), CaseGraph.NodeOf(size[0])]);
        var exported = graph.Node("LookupTableExportV2", [table], [("Tkeys", key), ("Tvalues", value)], [graph.Last]);
        foreach (string operation in new[] { "MutableHashTableV2", "LookupTableInsertV2", "LookupTableRemoveV2", "LookupTableImportV2", "LookupTableExportV2" })
        {
            AddRuns(operation, 1, graph, [.. found, .. left, .. size, .. exported]);
        }
    }

    private void AddTensors()
    {
        foreach (var (key, value) in new[] { (DataType.String, DataType.Float), (DataType.Int64, DataType.Int64), (DataType.Int64, DataType.String) })
        {
            var graph = new CaseGraph();
            var table = graph.Node("MutableHashTableOfTensorsV2", [], ("key_dtype", key), ("value_dtype", value), ("value_shape", new TensorShape(2)), ("shared_name", "t"))[0];
            graph.Node("LookupTableInsertV2", [table, Vector(key, 1, 2), Vector(value, 1, 2, 3, 4).As(2, 2)]);
            string filled = graph.Last;
            var found = graph.Node("LookupTableFindV2", [table, Vector(key, 2, 5, 1), Vector(value, 8, 9)], [], [filled]);
            var size = graph.Node("LookupTableSizeV2", [table], [], [filled]);
            AddRuns("MutableHashTableOfTensorsV2", 2, graph, [.. found, .. size]);

            graph = new CaseGraph();
            table = graph.Node("MutableHashTableOfTensorsV2", [], ("key_dtype", key), ("value_dtype", value), ("value_shape", new TensorShape(2)), ("shared_name", "t"))[0];
            graph.Node("LookupTableInsertV2", [table, Vector(key, 1, 2), Vector(value, 1, 2)]);
            size = graph.Node("LookupTableSizeV2", [table], [], [graph.Last]);
            AddRuns("MutableHashTableOfTensorsV2", 1, graph, [.. size]);
        }
    }

    private void AddDense()
    {
        foreach (var (key, value) in new[] { (DataType.Int64, DataType.Float), (DataType.Int64, DataType.Int64), (DataType.String, DataType.Int64), (DataType.Int32, DataType.Int32) })
        {
            foreach (int inserted in new[] { 5, 0 })
            {
                var graph = new CaseGraph();
                var table = graph.Node(
                    "MutableDenseHashTableV2", [graph.Constant(Scalar(key, 0)), graph.Constant(Scalar(key, -1))], ("value_dtype", value), ("value_shape", TensorShape.Scalar), ("shared_name", "t"))[0];
                graph.Node("LookupTableInsertV2", [table, Vector(key, 1, inserted), Vector(value, 10, 50)]);
                string filled = graph.Last;
                var found = graph.Node("LookupTableFindV2", [table, Vector(key, 1, 5, 7), Scalar(value, 3)], [], [filled]);
                var size = graph.Node("LookupTableSizeV2", [table], [], [filled]);
                AddRuns("MutableDenseHashTableV2", 1, graph, [.. found, .. size]);
            }
        }
    }

    private void AddErrors()
    {
        var graph = new CaseGraph();
        var table = Table(graph);
        AddRuns("LookupTableFindV2", 1, graph, [.. graph.Node("LookupTableFindV2", [table, Texts("a"), Long(1)])]);

        graph = new CaseGraph();
        table = Table(graph);
        graph.Node("InitializeTableV2", [table, Texts("a", "a"), Longs(1, 2)]);
        AddRuns("InitializeTableV2", 1, graph, [.. graph.Node("LookupTableSizeV2", [table], [], [graph.Last])]);

        graph = new CaseGraph();
        table = Table(graph);
        graph.Node("InitializeTableV2", [table, Texts("a", "a"), Longs(1, 1)]);
        AddRuns("InitializeTableV2", 1, graph, [.. graph.Node("LookupTableSizeV2", [table], [], [graph.Last])]);

        foreach (var (keys, values) in new (Value, Value)[] { (Texts("a", "b"), Longs(1)), (Texts("a"), Vector(DataType.Float, 1)), (Texts("a", "b").As(1, 2), Longs(1, 2).As(1, 2)) })
        {
            graph = new CaseGraph();
            table = Table(graph);
            graph.Node("InitializeTableV2", [table, keys, values]);
            AddRuns("InitializeTableV2", 1, graph, [.. graph.Node("LookupTableSizeV2", [table], [], [graph.Last])]);
        }

        foreach (var (keys, values) in new (Value, Value)[] { (Texts("a", "b"), Longs(1, 2)), (Texts("a", "a"), Longs(1, 2)), (Texts("a"), Longs(1, 2)) })
        {
            graph = new CaseGraph();
            table = Table(graph);
            graph.Node("LookupTableImportV2", [table, keys, values]);
            var found = graph.Node("LookupTableFindV2", [table, Texts("b", "c"), Long(7)], [], [graph.Last]);
            AddRuns("LookupTableImportV2", 2, graph, [.. found]);
        }

        graph = new CaseGraph();
        table = Table(graph);
        graph.Node("LookupTableInsertV2", [table, Texts("a"), Longs(1)]);
        AddRuns("LookupTableInsertV2", 1, graph, [.. graph.Node("LookupTableSizeV2", [table], [], [graph.Last])]);

        graph = new CaseGraph();
        table = Table(graph);
        graph.Node("InitializeTableV2", [table, Texts("a"), Longs(1)]);
        AddRuns("LookupTableFindV2", 1, graph, [.. graph.Node("LookupTableFindV2", [table, Texts("a", "b"), Longs(1, 2)], [], [graph.Last])]);
        AddRuns("LookupTableFindV2", 1, graph, [.. graph.Node("LookupTableFindV2", [table, Longs(1), Long(1)], [], [graph.Last])]);
    }

    private static Output Table(CaseGraph graph) => graph.Node("HashTableV2", [], ("key_dtype", DataType.String), ("value_dtype", DataType.Int64), ("shared_name", "t"))[0];
}
