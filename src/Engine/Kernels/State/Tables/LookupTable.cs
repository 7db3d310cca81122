using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Tables;

/// <summary>A table from keys to values. Any number of threads: readers do not wait for each other, writers are alone.</summary>
/// <param name="name">The table's name.</param>
/// <param name="definition">What keys and values are.</param>
/// <param name="budget">Who pays for its memory.</param>
internal sealed class LookupTable(string name, TableDefinition definition, MemoryBudget budget) : IDisposable
{
    // What a dictionary takes for each key beside key and value, roughly.
    private const int Overhead = 64;

    // Readers look this often whether the call should end.
    private const int Stretch = 4096;

    private readonly ReaderWriterLockSlim _lock = new();
    private readonly TableKeys _keys = TableKeys.Of(definition.KeyType);
    private readonly TableRows _rows = TableRows.Of(definition.ValueType, definition.ValueShape.Count);
    private long _charged;
    private bool _isInitialised;

    /// <summary>The table's name.</summary>
    public string Name => name;

    /// <summary>What keys and values are.</summary>
    public TableDefinition Definition => definition;

    /// <summary>The number of keys.</summary>
    /// <exception cref="OperationException">The table has not been initialised.</exception>
    public int Count
    {
        get
        {
            using var _ = new Reading(this);
            return _keys.Count;
        }
    }

    /// <summary>Writes the value of each key, or the default.</summary>
    /// <param name="context">The call, which may be cancelled.</param>
    /// <param name="keys">Keys.</param>
    /// <param name="defaults">The value for keys that are not there: one for all, or one for each key.</param>
    /// <param name="values">Where to write, a row a key.</param>
    public void Find(KernelContext context, Tensor keys, Tensor defaults, Tensor values)
    {
        bool isEach = defaults.Count != definition.ValueShape.Count;
        for (int start = 0; start < keys.Count; start += Stretch)
        {
            context.ThrowIfCancelled();
            using var _ = new Reading(this);
            for (int i = start; i < Math.Min(keys.Count, start + Stretch); i++)
            {
                int row = _keys.Find(keys, i);
                if (row >= 0)
                {
                    _rows.Get(row, values, i);
                }
                else
                {
                    _rows.Copy(defaults, isEach ? i : 0, values, i);
                }
            }
        }
    }

    /// <summary>Fills a table that is filled once. A second time must bring as many keys.</summary>
    public void Initialise(Tensor keys, Tensor values)
    {
        using var _ = new Writing(this);
        if (_isInitialised)
        {
            if (_keys.Count != keys.Count)
            {
                throw new OperationException(ModelErrorCode.FailedPrecondition, $"The table '{name}' is already initialised with {_keys.Count} keys, and is given {keys.Count}.");
            }

            return;
        }

        for (int i = 0; i < keys.Count; i++)
        {
            int row = _keys.Find(keys, i);
            if (row >= 0 && !_rows.Holds(row, values, i))
            {
                throw new OperationException(ModelErrorCode.FailedPrecondition, $"The table '{name}' is given two values for the same key, the second at position {i}.");
            }

            Put(row, keys, values, i);
        }

        _isInitialised = true;
    }

    /// <summary>Adds keys, or gives them other values.</summary>
    public void Insert(Tensor keys, Tensor values)
    {
        using var _ = new Writing(this);
        Refuse(keys);
        for (int i = 0; i < keys.Count; i++)
        {
            Put(_keys.Find(keys, i), keys, values, i);
        }
    }

    /// <summary>Puts keys in the place of all keys there are.</summary>
    public void Import(Tensor keys, Tensor values)
    {
        using var _ = new Writing(this);
        Refuse(keys);
        Clear();
        for (int i = 0; i < keys.Count; i++)
        {
            Put(_keys.Find(keys, i), keys, values, i);
        }
    }

    /// <summary>Takes keys out; those that are not there do not matter.</summary>
    public void Remove(Tensor keys)
    {
        using var _ = new Writing(this);
        Refuse(keys);
        for (int i = 0; i < keys.Count; i++)
        {
            int row = _keys.Remove(keys, i);
            if (row >= 0)
            {
                Charge(-(Overhead + _keys.SizeOf(keys, i) + _rows.SizeOf(row)));
                _rows.Return(row);
            }
        }
    }

    /// <summary>Gives all keys and values.</summary>
    public void Export(KernelContext context)
    {
        if (context.ResultType(0) != definition.KeyType || context.ResultType(1) != definition.ValueType)
        {
            throw OperationException.InvalidArgument($"The table '{name}' is of {definition}, and {context.ResultType(0).ToWord()} and {context.ResultType(1).ToWord()} are wanted of it.");
        }

        using var _ = new Reading(this);
        var shape = Shape.Concat([_keys.Count], definition.ValueShape.Lengths);
        var keys = context.Output(0, new Shape(_keys.Count));
        var values = context.Output(1, shape);
        var rows = context.Scratch<int>(_keys.Count);
        _keys.Export(keys, rows);
        for (int i = 0; i < rows.Length; i++)
        {
            _rows.Get(rows[i], values, i);
        }
    }

    /// <summary>Frees the lock and gives its memory back.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        budget.Return(_charged);
    }

    private void Clear()
    {
        _keys.Clear();
        _rows.Clear();
        Charge(-_charged);
    }

    private void Charge(long bytes)
    {
        budget.Take(bytes);
        _charged += bytes;
    }

    private void Put(int row, Tensor keys, Tensor values, int index)
    {
        long before = row < 0 ? 0 : _rows.SizeOf(row);
        Charge(_rows.SizeOf(values, index) - before + (row < 0 ? Overhead + _keys.SizeOf(keys, index) : 0));
        if (row < 0)
        {
            row = _rows.Take();
            _keys.Add(keys, index, row);
        }

        _rows.Set(row, values, index);
    }

    private void Refuse(Tensor keys)
    {
        if (definition.Reserved is not { } reserved)
        {
            return;
        }

        var taken = TableKeys.Of(definition.KeyType);
        for (int i = 0; i < reserved.Count; i++)
        {
            if (taken.Find(reserved, i) < 0)
            {
                taken.Add(reserved, i, i);
            }
        }

        for (int i = 0; i < keys.Count; i++)
        {
            if (taken.Find(keys, i) is >= 0 and var which)
            {
                throw OperationException.InvalidArgument($"Using the {(which == 0 ? "empty_key" : "deleted_key")} as a table key is not allowed: key {i} for the table '{name}' is.");
            }
        }
    }

    private readonly ref struct Reading : IDisposable
    {
        private readonly LookupTable _table;

        // A table that is filled once never changes afterwards: nobody has to wait.
        public Reading(LookupTable table)
        {
            _table = table;
            if (table.Definition.IsMutable)
            {
                table._lock.EnterReadLock();
            }
            else if (!Volatile.Read(ref table._isInitialised))
            {
                throw new OperationException(ModelErrorCode.FailedPrecondition, $"Table not initialized: nothing filled '{table.Name}' when the model was loaded.");
            }
        }

        public void Dispose()
        {
            if (_table.Definition.IsMutable)
            {
                _table._lock.ExitReadLock();
            }
        }
    }

    private readonly ref struct Writing : IDisposable
    {
        private readonly LookupTable _table;

        public Writing(LookupTable table)
        {
            _table = table;
            table._lock.EnterWriteLock();
        }

        public void Dispose() => _table._lock.ExitWriteLock();
    }
}
