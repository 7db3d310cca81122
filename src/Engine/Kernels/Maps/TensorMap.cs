using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Maps;

/// <summary>Tensors by tensors: the value of a variant. It belongs to one call; several variants may refer to it, and whoever changes it must be the only one.</summary>
/// <param name="pool">The call's memory.</param>
internal sealed class TensorMap(StoragePool pool) : IPooled
{
    private readonly Dictionary<Tensor, Tensor> _entries = new(TensorContent.Comparer);
    private int _references = 1;

    /// <summary>The number of entries.</summary>
    public int Count => _entries.Count;

    /// <summary>The keys.</summary>
    public IEnumerable<Tensor> Keys => _entries.Keys;

    /// <summary>Whether nobody else refers to it.</summary>
    public bool IsExclusive => _references == 1;

    /// <summary>The value of a key, or null.</summary>
    public Tensor? Find(Tensor key) => _entries.GetValueOrDefault(key);

    /// <summary>Puts a value, whose memory is shared, in the place of a key's.</summary>
    public void Set(Tensor key, Tensor value)
    {
        var held = Hold(value);
        if (_entries.TryGetValue(key, out var before))
        {
            _entries[key] = held;
            pool.Return(before);
        }
        else
        {
            _entries.Add(Hold(key), held);
        }
    }

    /// <summary>Takes an entry out.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(Tensor key)
    {
        var held = _entries.Keys.FirstOrDefault(candidate => TensorContent.Comparer.Equals(candidate, key));
        if (held is null || !_entries.Remove(held, out var value))
        {
            return false;
        }

        pool.Return(held);
        pool.Return(value);
        return true;
    }

    /// <summary>A map with the same entries.</summary>
    public TensorMap Copy()
    {
        var copy = new TensorMap(pool);
        foreach (var (key, value) in _entries)
        {
            copy.Set(key, value);
        }

        return copy;
    }

    public IPooled AddReference()
    {
        _references++;
        return this;
    }

    public void Release()
    {
        if (--_references > 0)
        {
            return;
        }

        foreach (var (key, value) in _entries)
        {
            pool.Return(key);
            pool.Return(value);
        }

        _entries.Clear();
    }

    private Tensor Hold(Tensor value)
    {
        var held = pool.RentTensor();
        held.Share(value, value.Shape);
        return held;
    }
}
