using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Lists and arrays of tensors, which loops build.</summary>
internal sealed class ListCases : CaseFamily
{
    protected override void AddCases()
    {
        foreach (var type in AllTypes)
        {
            AddLists(type);
            AddWrites(type);
            AddArrays(type);
        }
    }

    private void AddLists(DataType type)
    {
        foreach (var shape in new[] { Ints(3), Ints(-1), Int(-1), Longs(3) })
        {
            OverList(type, shape, (graph, list) => graph.Node("TensorListStack", [list, Ints(3)], ("element_dtype", type)));
            OverList(type, shape, (graph, list) => graph.Node("TensorListStack", [list, Int(-1)], ("element_dtype", type), ("num_elements", 2)));
            OverList(type, shape, (graph, list) => graph.Node("TensorListStack", [list, Ints(4)], ("element_dtype", type)));
            OverList(type, shape, (graph, list) => graph.Node("TensorListElementShape", [list], ("shape_type", DataType.Int32)));
        }

        OverList(type, Ints(3), (graph, list) => graph.Node("TensorListLength", [list]));
        foreach (int index in new[] { 0, 1, 2, -1 })
        {
            OverList(type, Ints(3), (graph, list) => graph.Node("TensorListGetItem", [list, Int(index), Ints(-1)], ("element_dtype", type)));
        }

        OverList(type, Ints(3), (graph, list) => graph.Node("TensorListGather", [list, Ints(1, 0, 1), Ints(3)], ("element_dtype", type)));
        OverList(type, Ints(3), (graph, list) => graph.Node("TensorListGather", [list, Ints(2), Ints(3)], ("element_dtype", type)));
        OverList(type, Ints(3), (graph, list) => graph.Node("TensorListConcatV2", [list, Ints(-1), Longs()], ("element_dtype", type)));
        OverList(type, Ints(3), (graph, list) => graph.Node("TensorListPopBack", [list, Ints(3)], ("element_dtype", type))[1..]);
        OverList(type, Ints(3), (graph, list) => graph.Node("TensorListStack", [graph.Node("TensorListPushBack", [list, Random(type, 3)])[0], Ints(3)], ("element_dtype", type)));
        OverList(type, Ints(3), (graph, list) => graph.Node("TensorListStack", [graph.Node("TensorListResize", [list, Int(4)])[0], Ints(3)], ("element_dtype", type)));
        OverList(type, Ints(3), (graph, list) => graph.Node("TensorListStack", [graph.Node("TensorListResize", [list, Int(1)])[0], Ints(3)], ("element_dtype", type)));
        OverList(type, Ints(3), (graph, list) => graph.Node("TensorListStack", [graph.Node("TensorListConcatLists", [list, list], ("element_dtype", type))[0], Ints(3)], ("element_dtype", type)));
    }

    private void AddWrites(DataType type)
    {
        foreach (int index in new[] { 0, 2, 3, -1 })
        {
            foreach (bool grows in new[] { false, true })
            {
                var graph = new CaseGraph();
                var list = graph.Node("TensorListReserve", [Ints(2), Int(3)], ("element_dtype", type))[0];
                list = graph.Node("TensorListSetItem", [list, Int(index), Random(type, 2)], ("resize_if_index_out_of_bounds", grows))[0];
                Add("TensorListSetItem", graph, graph.Node("TensorListStack", [list, Ints(2)], ("element_dtype", type)));
            }
        }

        var scattered = new CaseGraph();
        var target = scattered.Node("TensorListScatterV2", [Random(type, 2, 3), Ints(2, 0), Ints(3), Int(-1)])[0];
        Add("TensorListScatterV2", scattered, scattered.Node("TensorListStack", [target, Ints(3)], ("element_dtype", type)));
        var split = new CaseGraph();
        var pieces = split.Node("TensorListSplit", [Random(type, 5, 2), Ints(-1, 2), Longs(2, 0, 3)])[0];
        Add("TensorListSplit", split, split.Node("TensorListConcatV2", [pieces, Ints(-1, 2), Longs()], ("element_dtype", type)));
        var empty = new CaseGraph();
        var none = empty.Node("EmptyTensorList", [Ints(2), Int(-1)], ("element_dtype", type))[0];
        Add("EmptyTensorList", empty, empty.Node("TensorListStack", [none, Ints(2)], ("element_dtype", type)));
        var popped = new CaseGraph();
        none = popped.Node("EmptyTensorList", [Ints(2), Int(-1)], ("element_dtype", type))[0];
        Add("TensorListPopBack", popped, popped.Node("TensorListPopBack", [none, Ints(2)], ("element_dtype", type))[1]);
    }

    private void AddArrays(DataType type)
    {
        OverArray("TensorArrayReadV3", type, 3, (graph, array, flow) => graph.Node("TensorArrayReadV3", [array, Int(1), flow], ("dtype", type)));
        OverArray("TensorArrayGatherV3", type, 3, (graph, array, flow) => graph.Node("TensorArrayGatherV3", [array, Ints(2, 0), flow], ("dtype", type)));
        OverArray("TensorArrayConcatV3", type, 3, (graph, array, flow) => graph.Node("TensorArrayConcatV3", [array, flow], ("dtype", type)));
        OverArray("TensorArraySizeV3", type, 3, (graph, array, flow) => graph.Node("TensorArraySizeV3", [array, flow]));
        OverArray("TensorArrayReadV3", type, 3, (graph, array, flow) => graph.Node("TensorArrayReadV3", [array, Int(3), flow], ("dtype", type)));
        OverArray("TensorArrayReadV3", type, 2, (graph, array, flow) => graph.Node("TensorArrayReadV3", [array, Int(1), flow], ("dtype", type)));
        OverArray("TensorArrayWriteV3", type, 4, (graph, array, flow) =>
            graph.Node("TensorArrayReadV3", [array, Int(3), graph.Node("TensorArrayWriteV3", [array, Int(3), Random(type, 2), flow])[0]], ("dtype", type)));
    }

    private void OverList(DataType type, Value shape, Func<CaseGraph, Output, Output[]> use)
    {
        var graph = new CaseGraph();
        var list = graph.Node("TensorListFromTensor", [Random(type, 2, 3), shape])[0];
        var results = use(graph, list);
        Add(graph.LastOperation, graph, results);
    }

    private void OverArray(string operation, DataType type, int size, Func<CaseGraph, Output, Output, Output[]> use)
    {
        var graph = new CaseGraph();
        var array = graph.Node("TensorArrayV3", [Int(size)], ("dtype", type), ("dynamic_size", size == 4), ("clear_after_read", false));
        var flow = graph.Node("TensorArrayScatterV3", [array[0], Ints(0, 1, 2), Random(type, 3, 2), array[1]])[0];
        Add(operation, graph, use(graph, array[0], flow));
    }
}
