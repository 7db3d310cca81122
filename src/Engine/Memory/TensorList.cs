namespace TypedModels.Engine.Memory;

/// <summary>A list of tensors, as loops build them: the value of a variant. It belongs to one call; several variants may refer to it, and whoever changes it must be the only one.</summary>
internal sealed class TensorList : IPooled
{
    private readonly List<Tensor?> _elements = [];
    private readonly StoragePool _pool;
    private Tensor? _whole;

    private TensorList(StoragePool pool) => _pool = pool;

    /// <summary>The type of the elements.</summary>
    public DataType ElementType { get; private set; }

    /// <summary>The shape that every element has, as far as it is known.</summary>
    public PartialShape ElementShape { get; set; }

    /// <summary>The most elements, or −1 for no limit.</summary>
    public int Capacity { get; private set; }

    /// <summary>The number of elements.</summary>
    public int Count => _whole is { } whole ? whole[0] : _elements.Count;

    /// <summary>The elements one behind the other, as long as they lie so: no element was asked for or changed alone. Else null.</summary>
    public Tensor? Whole => _whole;

    /// <summary>How many variants refer to it.</summary>
    public int References { get; private set; }

    /// <summary>An element, or null where none was set yet.</summary>
    public Tensor? this[int index]
    {
        get
        {
            Divide();
            return _elements[index];
        }
    }

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
        if (_whole is { } whole)
        {
            copy.SetWhole(whole);
            return copy;
        }

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
    public void Add(Tensor? value)
    {
        Divide();
        _elements.Add(value is null ? null : Hold(value));
    }

    /// <summary>Makes the rows of a value of numbers, whose memory is shared, the elements; there is at least one.</summary>
    public void SetWhole(Tensor value)
    {
        var held = Hold(value);
        Resize(0);
        _whole = held;
    }

    /// <summary>Replaces an element, whose memory is shared.</summary>
    public void Set(int index, Tensor value)
    {
        Divide();
        var held = Hold(value);
        Drop(index);
        _elements[index] = held;
    }

    /// <summary>Cuts the list or appends elements that are set later.</summary>
    public void Resize(int count)
    {
        if (count == 0 && _whole is { } whole)
        {
            _pool.Return(whole);
            _whole = null;
        }

        Divide();
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
    public void Clear(int index)
    {
        Divide();
        Drop(index);
    }

    /// <summary>Gives each element memory of its own.</summary>
    private void Divide()
    {
        if (_whole is not { } whole)
        {
            return;
        }

        _whole = null;
        var shape = whole.Shape.Remove(0);
        nuint length = (nuint)shape.Count * (nuint)DataTypes.SizeOf(whole.Type);
        _elements.EnsureCapacity(whole[0]);
        for (int row = 0; row < whole[0]; row++)
        {
            var element = _pool.RentTensor();
            element.Set(whole.Type, shape, _pool.RentNumbers(length));
            Elements.Copy(whole, row * shape.Count, element, 0, shape.Count);
            _elements.Add(element);
        }

        _pool.Return(whole);
    }

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
