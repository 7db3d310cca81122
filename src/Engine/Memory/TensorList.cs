namespace TypedModels.Engine.Memory;

/// <summary>A list of tensors, as loops build them: the value of a variant. It belongs to one call; several variants may refer to it, and whoever changes it must be the only one.</summary>
internal sealed class TensorList : IPooled
{
    private readonly List<Tensor?> _elements = [];
    private readonly StoragePool _pool;

    private TensorList(StoragePool pool) => _pool = pool;

    /// <summary>The type of the elements.</summary>
    public DataType ElementType { get; private set; }

    /// <summary>The shape that every element has, as far as it is known.</summary>
    public PartialShape ElementShape { get; set; }

    /// <summary>The most elements, or −1 for no limit.</summary>
    public int Capacity { get; private set; }

    /// <summary>The number of elements.</summary>
    public int Count => _elements.Count;

    /// <summary>How many variants refer to it.</summary>
    public int References { get; private set; }

    /// <summary>An element, or null where none was set yet.</summary>
    public Tensor? this[int index] => _elements[index];

    /// <summary>An empty list, with the one reference of whoever asked for it.</summary>
    public static TensorList Rent(StoragePool pool, DataType elementType, PartialShape elementShape, int capacity = -1)
    {
        var list = pool.IdleLists.TryPop(out var idle) ? idle : new TensorList(pool);
        list.ElementType = elementType;
        list.ElementShape = elementShape;
        list.Capacity = capacity;
        list.References = 1;
        return list;
    }

    /// <summary>A list with the same elements, with the one reference of whoever asked for it.</summary>
    public TensorList Copy()
    {
        var copy = Rent(_pool, ElementType, ElementShape, Capacity);
        foreach (var element in _elements)
        {
            copy.Add(element);
        }

        return copy;
    }

    /// <summary>Counts one more variant that refers to it.</summary>
    public TensorList AddReference()
    {
        References++;
        return this;
    }

    IPooled IPooled.AddReference() => AddReference();

    /// <summary>One variant less refers to it; after the last its elements are let go of.</summary>
    public void Release()
    {
        if (--References == 0)
        {
            Resize(0);
            _pool.IdleLists.Push(this);
        }
    }

    /// <summary>Appends an element, whose memory is shared; null for one that is set later.</summary>
    public void Add(Tensor? value) => _elements.Add(value is null ? null : Hold(value));

    /// <summary>Replaces an element, whose memory is shared.</summary>
    public void Set(int index, Tensor value)
    {
        var held = Hold(value);
        Drop(index);
        _elements[index] = held;
    }

    /// <summary>Cuts the list or appends elements that are set later.</summary>
    public void Resize(int count)
    {
        for (int i = count; i < _elements.Count; i++)
        {
            Drop(i);
        }

        if (count < _elements.Count)
        {
            _elements.RemoveRange(count, _elements.Count - count);
        }
        else
        {
            _elements.EnsureCapacity(count);
            while (_elements.Count < count)
            {
                _elements.Add(null);
            }
        }
    }

    /// <summary>Lets go of an element.</summary>
    public void Clear(int index) => Drop(index);

    private Tensor Hold(Tensor value)
    {
        var held = _pool.RentTensor();
        held.Share(value, value.Shape);
        return held;
    }

    private void Drop(int index)
    {
        if (_elements[index] is { } element)
        {
            _pool.Return(element);
            _elements[index] = null;
        }
    }
}
