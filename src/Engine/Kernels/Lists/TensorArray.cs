using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Lists;

/// <summary>The tensor array of TensorFlow 1's loops: each element is written once and read, in the order that its flow values give. It belongs to one call.</summary>
/// <param name="name">The name of the node that made it, for messages.</param>
/// <param name="elements">The elements.</param>
/// <param name="isGrowing">Whether writing behind the end makes it longer.</param>
/// <param name="clearsAfterRead">Whether an element is let go of once it was read.</param>
/// <param name="hasOneShape">Whether all elements have the shape of the first.</param>
internal sealed class TensorArray(string name, TensorList elements, bool isGrowing, bool clearsAfterRead, bool hasOneShape) : IPooled
{
    // Elements that are not written yet cost eight bytes each, whatever a model asks for.
    private const int MostElements = 1 << 26;

    private readonly HashSet<int> _cleared = [];

    /// <summary>The type of the elements.</summary>
    public DataType ElementType => elements.ElementType;

    /// <summary>The number of elements.</summary>
    public int Count => elements.Count;

    /// <summary>What is known of the elements' shape.</summary>
    public PartialShape ElementShape => elements.ElementShape;

    /// <summary>Makes it ready for <paramref name="count"/> elements.</summary>
    public void Resize(long count) =>
        elements.Resize(count is >= 0 and <= MostElements ? (int)count : throw OperationException.InvalidArgument($"TensorArray size must be non-negative and below {MostElements}, not {count}"));

    /// <summary>Writes an element that was not written before.</summary>
    public void Write(long index, Tensor value)
    {
        if (index < 0 || index >= (isGrowing ? MostElements : elements.Count))
        {
            throw OperationException.InvalidArgument(
                $"TensorArray {name}: Tried to write to index {index} but array is {(isGrowing ? "" : "not resizeable and ")}size is: {elements.Count}");
        }

        if (value.Type != elements.ElementType)
        {
            throw OperationException.InvalidArgument($"TensorArray {name}: Could not write to TensorArray index {index} because the value dtype is {value.Type.ToWord()} but TensorArray dtype is {ElementType.ToWord()}.");
        }

        if (!elements.ElementShape.Fits(value.Shape))
        {
            throw OperationException.InvalidArgument(
                $"TensorArray {name}: Could not write to TensorArray index {index} because the value shape is {value.Shape} which is incompatible with the TensorArray's inferred element shape: {elements.ElementShape}");
        }

        if (index >= elements.Count)
        {
            elements.Resize((int)index + 1);
        }

        if (elements[(int)index] is not null)
        {
            throw OperationException.InvalidArgument($"TensorArray {name}: Could not write to TensorArray index {index} because it has already been written to.");
        }

        elements.Set((int)index, value);
        if (hasOneShape)
        {
            elements.ElementShape = PartialShape.Of(value.Shape);
        }
    }

    /// <summary>Lets <paramref name="use"/> read an element.</summary>
    public void Read(long index, Action<Tensor> use)
    {
        if (index < 0 || index >= elements.Count)
        {
            throw OperationException.InvalidArgument($"TensorArray {name}: Tried to read from index {index} but array size is: {elements.Count}");
        }

        if (elements[(int)index] is not { } element)
        {
            throw OperationException.InvalidArgument(
                _cleared.Contains((int)index)
                    ? $"TensorArray {name}: Could not read index {index} twice because it was cleared after a previous read (perhaps try setting clear_after_read = false?)."
                    : $"TensorArray {name}: Could not read from TensorArray index {index}. It was not written.");
        }

        use(element);
        if (clearsAfterRead)
        {
            _cleared.Add((int)index);
            elements.Clear((int)index);
        }
    }

    public void Release() => elements.Release();

    public IPooled AddReference()
    {
        elements.AddReference();
        return this;
    }
}
