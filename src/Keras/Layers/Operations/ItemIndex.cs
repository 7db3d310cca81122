using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>What stands in the brackets of <c>x[…]</c>: slices, places, an ellipsis, and new axes, as the masks of <c>StridedSlice</c>.</summary>
internal sealed class ItemIndex
{
    // The masks have a bit for each part.
    private const int MostParts = 31;

    private readonly OperationCall _call;
    private readonly List<GraphTensor> _begins = [], _ends = [];
    private readonly List<long> _steps = [];
    private long _beginMask, _endMask, _ellipsisMask, _newAxisMask, _shrinkMask;

    private ItemIndex(OperationCall call) => _call = call;

    private long Bit => 1L << _steps.Count;

    /// <summary>Reads an index.</summary>
    /// <exception cref="ModelFormatException">It is none that is known.</exception>
    public static ItemIndex Read(OperationCall call, LayerArgument? key)
    {
        var index = new ItemIndex(call);
        IReadOnlyList<LayerArgument> parts = key switch
        {
            null => [new LayerArgument(null, null, JsonValue.Null)],
            { Constant: { Kind: JsonKind.List } list } => [.. list.Items.Select(item => new LayerArgument(null, null, item))],
            { Items: { } items } => items,
            _ => [key],
        };
        if (parts.Count > MostParts)
        {
            throw KerasFault.Damaged($"an index of {parts.Count} parts is asked for");
        }

        foreach (var part in parts)
        {
            index.Add(part);
        }

        return index;
    }

    /// <summary>Adds the nodes that take what the index says.</summary>
    /// <exception cref="ModelFormatException">The value has fewer axes, or a place is beyond one.</exception>
    public GraphTensor Apply(LayerGraph graph, GraphTensor value)
    {
        Check(value);
        return _steps.Count == 0 ? value : graph.Node("StridedSlice").Input(value).Input(Join(graph, _begins)).Input(Join(graph, _ends)).Input(graph.Integers([.. _steps]))
            .With("begin_mask", _beginMask).With("end_mask", _endMask).With("ellipsis_mask", _ellipsisMask).With("new_axis_mask", _newAxisMask).With("shrink_axis_mask", _shrinkMask)
            .Output();
    }

    private void Check(GraphTensor value)
    {
        int axis = 0;
        for (int i = 0; i < _steps.Count; i++)
        {
            if (((_newAxisMask | _ellipsisMask) >> i & 1) == 1)
            {
                continue;
            }

            bool isPlace = (_shrinkMask >> i & 1) == 1 && _ellipsisMask == 0;
            if (axis >= value.Rank || (isPlace && value.Length(axis) is { } length && _begins[i].Facts.Constant is [var place] && (place < -length || place >= length)))
            {
                throw KerasFault.Damaged($"an index is beyond the shape {value.Shape}");
            }

            axis++;
        }
    }

    private void Add(LayerArgument part)
    {
        switch (part)
        {
            case { Items: [var start, var stop, var step] }:
                AddSlice(start, stop, step);
                break;
            case { Value.Tensor: { } tensor }:
                AddPlace(tensor.Rank == 0 && tensor.DataType is not DataType.Bool ? part : throw Unknown());
                break;
            case { Constant: { IsNull: true } }:
                _newAxisMask |= Bit;
                Add(_call.Graph.Integer(0), _call.Graph.Integer(1), 1);
                break;
            case { Constant: { Integer: not null } }:
                AddPlace(part);
                break;
            case { Constant: { Kind: JsonKind.Object } constant } when constant["class_name"]?.Text is "__ellipsis__" or "Ellipsis":
                _ellipsisMask = _ellipsisMask == 0 ? Bit : throw KerasFault.Damaged("an index has two ellipses");
                Add(_call.Graph.Integer(0), _call.Graph.Integer(0), 1);
                break;
            case { Constant: { Kind: JsonKind.Object } constant }:
                var slice = constant["class_name"]?.Text == "__slice__" ? constant["config"] ?? constant : constant;
                AddSlice(Bound("start"), Bound("stop"), Bound("step"));
                break;

                LayerArgument Bound(string name) => slice.Members.TryGetValue(name, out var bound) ? new LayerArgument(null, null, bound) : throw Unknown();
            default:
                throw Unknown();
        }
    }

    private void AddSlice(LayerArgument start, LayerArgument stop, LayerArgument step)
    {
        _beginMask |= start.Constant?.IsNull == true ? Bit : 0;
        _endMask |= stop.Constant?.IsNull == true ? Bit : 0;
        long by = step.Constant switch { { IsNull: true } => 1, { Integer: not 0 and >= int.MinValue and <= int.MaxValue and var given } => given, _ => throw Unknown() };
        Add(start.Constant?.IsNull == true ? _call.Graph.Integer(0) : Scalar(start), stop.Constant?.IsNull == true ? _call.Graph.Integer(0) : Scalar(stop), by);
    }

    private void AddPlace(LayerArgument place)
    {
        var begin = Scalar(place);
        _shrinkMask |= Bit;
        Add(begin, begin.Facts.Constant is [var known] ? _call.Graph.Integer(known + 1) : _call.Graph.WithNumber("AddV2", begin, 1), 1);
    }

    private void Add(GraphTensor begin, GraphTensor end, long step)
    {
        _begins.Add(begin);
        _ends.Add(end);
        _steps.Add(step);
    }

    // Bounds beyond any length mean the end, as in x[:sys.maxsize].
    private GraphTensor Scalar(LayerArgument bound) => bound.Constant is { Integer: { } number }
        ? _call.Graph.Integer(Math.Max(int.MinValue + 1, Math.Min(int.MaxValue, number)))
        : bound.Constant is null ? _call.Scalar(bound) : throw Unknown();

    private static GraphTensor Join(LayerGraph graph, IReadOnlyList<GraphTensor> scalars) => scalars.All(scalar => scalar.Facts.Constant is [_])
        ? graph.Integers([.. scalars.Select(scalar => scalar.Facts.Constant![0])])
        : graph.Vector(scalars);

    private static ModelFormatException Unknown() => KerasFault.Unsupported("an index is none of slices, numbers, an ellipsis and new axes");
}
