using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Transforms;

/// <summary>Writes <c>AttrValue</c> messages. The alternatives of a single value and of a list have the same field numbers, but for functions.</summary>
internal static class AttributeWriter
{
    private const int FunctionOfList = 9;

    public static WireWriter Type(DataType type) => new WireWriter().Varint((int)AttributeKind.Type, (int)type);

    public static WireWriter Types(IEnumerable<DataType> types) => List(types, (list, type) => list.Varint((int)AttributeKind.Type, (int)type));

    public static WireWriter Shape(TensorShape shape) => new WireWriter().Message((int)AttributeKind.Shape, ShapeWriter.Write(shape));

    public static WireWriter Shapes(IEnumerable<TensorShape> shapes) => List(shapes, (list, shape) => list.Message((int)AttributeKind.Shape, ShapeWriter.Write(shape)));

    public static WireWriter Text(string text) => new WireWriter().Text((int)AttributeKind.Bytes, text);

    public static WireWriter Texts(IEnumerable<string> texts) => List(texts, (list, text) => list.Text((int)AttributeKind.Bytes, text));

    public static WireWriter Integer(long value) => new WireWriter().Varint((int)AttributeKind.Integer, value);

    public static WireWriter Integers(IEnumerable<long> values) => List(values, (list, value) => list.Varint((int)AttributeKind.Integer, value));

    public static WireWriter Bool(bool value) => new WireWriter().Bool((int)AttributeKind.Bool, value);

    public static WireWriter Bools(IEnumerable<bool> values) => List(values, (list, value) => list.Bool((int)AttributeKind.Bool, value));

    public static WireWriter Float(float value) => new WireWriter().Float((int)AttributeKind.Float, value);

    public static WireWriter Floats(IEnumerable<float> values) => List(values, (list, value) => list.Float((int)AttributeKind.Float, value));

    /// <summary>A tensor, as <see cref="TensorWriter"/> writes it.</summary>
    public static WireWriter Tensor(WireWriter tensor) => new WireWriter().Message((int)AttributeKind.Tensor, tensor);

    public static WireWriter Tensors(IEnumerable<WireWriter> tensors) => List(tensors, (list, tensor) => list.Message((int)AttributeKind.Tensor, tensor));

    /// <summary>A function without attributes.</summary>
    public static WireWriter Function(string name) => Function(new WireWriter().Text(1, name));

    /// <summary>A function as a <c>NameAttrList</c>.</summary>
    public static WireWriter Function(WireWriter reference) => new WireWriter().Message((int)AttributeKind.Function, reference);

    public static WireWriter Functions(IEnumerable<string> names) => Functions(names.Select(name => new WireWriter().Text(1, name)));

    /// <summary>Functions as <c>NameAttrList</c> messages.</summary>
    public static WireWriter Functions(IEnumerable<WireWriter> references) => List(references, (list, reference) => list.Message(FunctionOfList, reference));

    private static WireWriter List<T>(IEnumerable<T> values, Action<WireWriter, T> add)
    {
        var list = new WireWriter();
        foreach (var value in values)
        {
            add(list, value);
        }

        return new WireWriter().Message((int)AttributeKind.List, list);
    }
}
