using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Tensorflow;

namespace TypedModels.Tests;

/// <summary>Everything Google.Protobuf says of a SavedModel, as text; the counterpart of <see cref="DocumentText"/>.</summary>
internal sealed class MessageText
{
    private readonly StringBuilder _text = new();

    /// <summary>The text.</summary>
    /// <exception cref="InvalidProtocolBufferException">The bytes are not a SavedModel.</exception>
    public static string Of(byte[] bytes)
    {
        var writer = new MessageText();
        var message = SavedModel.Parser.ParseFrom(bytes);
        writer.Line("schema", message.SavedModelSchemaVersion);
        foreach (var metaGraph in message.MetaGraphs)
        {
            writer.MetaGraph(metaGraph);
        }

        return writer._text.ToString();
    }

    private void MetaGraph(MetaGraphDef metaGraph)
    {
        var info = metaGraph.MetaInfoDef ?? new();
        Line("metagraph", info.TensorflowVersion, string.Join(",", info.Tags.Distinct().Order(StringComparer.Ordinal)));
        foreach (var definition in Last(info.StrippedOpList?.Op ?? [], definition => definition.Name))
        {
            Definition(definition);
        }

        if (metaGraph.SaverDef is { } saver)
        {
            Line("saver", saver.FilenameTensorName, saver.SaveTensorName, saver.RestoreOpName, saver.Sharded, saver.Version);
        }

        foreach (var (name, collection) in Sorted(metaGraph.CollectionDef))
        {
            var messages = collection.BytesList?.Value ?? (IEnumerable<ByteString>?)collection.AnyList?.Value.Select(any => any.Value) ?? [];
            Line("collection", name, string.Join(",", collection.NodeList?.Value ?? []), string.Join(",", messages.Select(Hex)));
        }

        foreach (var (key, signature) in Sorted(metaGraph.SignatureDef))
        {
            Line("signature", key, signature.MethodName);
            Arguments("input", signature.Inputs);
            Arguments("output", signature.Outputs);
            foreach (var (name, value) in Sorted(signature.Defaults))
            {
                Line("default", name);
                Tensor(value);
            }
        }

        foreach (var asset in AssetsOf(metaGraph))
        {
            Line("asset", asset.Filename, asset.TensorInfo?.Name);
        }

        Graph(metaGraph.GraphDef ?? new());
    }

    private static IEnumerable<AssetFileDef> AssetsOf(MetaGraphDef metaGraph)
    {
        bool isOld = metaGraph.AssetFileDef.Count == 0;
        bool hasCollection = metaGraph.CollectionDef.TryGetValue("saved_model_assets", out var collection);
        return isOld && hasCollection ? (collection!.AnyList?.Value ?? []).Select(any => Tensorflow.AssetFileDef.Parser.ParseFrom(any.Value)) : metaGraph.AssetFileDef;
    }

    private void Arguments(string role, MapField<string, TensorInfo> arguments)
    {
        foreach (var (key, info) in Sorted(arguments))
        {
            Line(role, key);
            Info(info);
        }
    }

    private void Info(TensorInfo info)
    {
        var spec = info.CompositeTensor?.TypeSpec ?? new();
        bool isKnown = spec.TypeSpecClass is TypeSpecProto.Types.TypeSpecClass.RaggedTensorSpec or TypeSpecProto.Types.TypeSpecClass.SparseTensorSpec;
        var state = spec.TypeState?.TupleValue?.Values.ToArray() ?? [];
        string shape = Shape(state.ElementAtOrDefault(0)?.TensorShapeValue, TensorShape.Unknown);
        var type = state.ElementAtOrDefault(1)?.TensorDtypeValue ?? Tensorflow.DataType.DtInvalid;
        Line("info", info.Name, (int)(info.Dtype == 0 && isKnown ? type : info.Dtype), info.TensorShape is null && isKnown ? shape : Shape(info.TensorShape));
        if (info.CooSparse is { } sparse)
        {
            Line("sparse", sparse.ValuesTensorName, sparse.IndicesTensorName, sparse.DenseShapeTensorName);
        }
        else if (spec.TypeSpecClass is TypeSpecProto.Types.TypeSpecClass.SparseTensorSpec && info.CompositeTensor?.Components is { Count: 3 } parts)
        {
            Line("sparse", parts[1].Name, parts[0].Name, parts[2].Name);
        }
        else if (info.CompositeTensor is { } composite)
        {
            long rank = state.ElementAtOrDefault(2)?.Int64Value ?? 0;
            Line("composite", (int)spec.TypeSpecClass, spec.TypeSpecClassName, shape, (int)type, rank, (int)(state.ElementAtOrDefault(3)?.TensorDtypeValue ?? 0));
            composite.Components.ToList().ForEach(Info);
        }
    }

    private void Graph(GraphDef graph)
    {
        var versions = graph.Versions ?? new();
        Line("versions", versions.Producer, versions.MinConsumer, string.Join(",", versions.BadConsumers));
        Nodes(graph.Node);
        foreach (var function in Last(graph.Library?.Function ?? [], function => function.Signature?.Name ?? ""))
        {
            Definition(function.Signature ?? new());
            Nodes(function.NodeDef);
            Line("results", Map(function.Ret), Map(function.ControlRet));
            Attributes(function.Attr);
        }
    }

    private void Nodes(RepeatedField<NodeDef> nodes)
    {
        foreach (var node in nodes)
        {
            Line("node", node.Name, node.Op, node.Device, string.Join(",", node.Input));
            Attributes(node.Attr);
        }
    }

    private void Definition(OpDef definition)
    {
        Line("definition", definition.Name, definition.IsStateful, string.Join(",", definition.ControlOutput));
        foreach (var argument in definition.InputArg.Concat(definition.OutputArg))
        {
            Line("argument", argument.Name, (int)argument.Type, argument.TypeAttr, argument.NumberAttr, argument.TypeListAttr, argument.IsRef);
        }

        foreach (var attribute in Last(definition.Attr.Where(attribute => attribute.DefaultValue is not null), attribute => attribute.Name))
        {
            Line("attribute", attribute.Name);
            Attribute(attribute.DefaultValue);
        }
    }

    private void Attributes(MapField<string, AttrValue> attributes)
    {
        foreach (var (key, value) in Sorted(attributes))
        {
            Line("attribute", key);
            Attribute(value);
        }
    }

    private void Attribute(AttrValue value)
    {
        var kind = value.ValueCase;
        Line(
            (TypedModels.Formats.Graphs.AttributeKind)(int)kind,
            kind == AttrValue.ValueOneofCase.I ? value.I : null,
            kind == AttrValue.ValueOneofCase.B ? value.B : null,
            kind == AttrValue.ValueOneofCase.F ? BitConverter.SingleToUInt32Bits(value.F) : null,
            kind == AttrValue.ValueOneofCase.Type ? (int)value.Type : null,
            kind == AttrValue.ValueOneofCase.Shape ? Shape(value.Shape) : null,
            kind == AttrValue.ValueOneofCase.S ? Hex(value.S) : null);
        if (value.Tensor is { } tensor)
        {
            Tensor(tensor);
        }

        if (value.Func is { } function)
        {
            Function(function);
        }

        if (value.List is { } list)
        {
            Line(string.Join(",", list.S.Select(Hex)), string.Join(",", list.I), string.Join(",", list.F.Select(BitConverter.SingleToUInt32Bits)));
            Line(string.Join(",", list.B), string.Join(",", list.Type.Select(type => (int)type)), string.Join(",", list.Shape.Select(shape => Shape(shape))));
            list.Tensor.ToList().ForEach(Tensor);
            list.Func.ToList().ForEach(Function);
        }
    }

    private void Function(NameAttrList function)
    {
        Line("function", function.Name);
        Attributes(function.Attr);
    }

    private void Tensor(TensorProto tensor)
    {
        Line("tensor", (int)tensor.Dtype, Shape(tensor.TensorShape), Hex(tensor.TensorContent));
        Values(5, tensor.FloatVal.Select(value => (long)BitConverter.SingleToUInt32Bits(value)));
        Values(6, tensor.DoubleVal.Select(BitConverter.DoubleToInt64Bits));
        Values(7, tensor.IntVal.Select(value => (long)value));
        Values(9, tensor.ScomplexVal.Select(value => (long)BitConverter.SingleToUInt32Bits(value)));
        Values(10, tensor.Int64Val);
        Values(11, tensor.BoolVal.Select(value => value ? 1L : 0));
        Values(12, tensor.DcomplexVal.Select(BitConverter.DoubleToInt64Bits));
        Values(13, tensor.HalfVal.Select(value => (long)value));
        Values(16, tensor.Uint32Val.Select(value => (long)value));
        Values(17, tensor.Uint64Val.Select(value => unchecked((long)value)));
        Line(string.Join(",", tensor.StringVal.Select(Hex)), Hex(tensor.Float8Val));
    }

    private void Values(int field, IEnumerable<long> values)
    {
        if (values.Any())
        {
            Line(field, string.Join(",", values));
        }
    }

    private static string Shape(TensorShapeProto? shape, TensorShape? absent = null)
    {
        if (shape is null)
        {
            return (absent ?? TensorShape.Scalar).ToString();
        }

        return shape.UnknownRank ? TensorShape.Unknown.ToString() : $"[{string.Join(", ", shape.Dim.Select(dimension => dimension.Size == -1 ? "?" : $"{dimension.Size}"))}]";
    }

    private static string Hex(ByteString bytes) => Convert.ToHexString(bytes.Span);

    private static IEnumerable<T> Last<T>(IEnumerable<T> items, Func<T, string> name) =>
        items.GroupBy(name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Last());

    private static IEnumerable<KeyValuePair<string, T>> Sorted<T>(MapField<string, T> map) => map.OrderBy(entry => entry.Key, StringComparer.Ordinal);

    private static string Map(MapField<string, string> map) => string.Join(",", Sorted(map).Select(entry => $"{entry.Key}={entry.Value}"));

    private void Line(params ReadOnlySpan<object?> words)
    {
        foreach (object? word in words)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{word}|");
        }

        _text.Append('\n');
    }
}
