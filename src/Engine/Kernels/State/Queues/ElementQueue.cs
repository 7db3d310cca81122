using TypedModels.Engine.Compute.RandomNumbers;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Queues;

/// <summary>
/// Elements that wait to be taken, each of one or more tensors. Nobody waits for an element or for room: whoever would have to is told so, since there may be nobody who ever
/// brings one. Any number of threads.
/// </summary>
/// <param name="name">The queue's name.</param>
/// <param name="types">The types of an element's tensors.</param>
/// <param name="capacity">The most elements; below zero for any number.</param>
internal sealed class ElementQueue(string name, IReadOnlyList<DataType> types, long capacity)
{
    private readonly Lock _lock = new();
    private readonly List<Tensor[]> _elements = [];
    private bool _isClosed;

    /// <summary>The types of an element's tensors.</summary>
    public IReadOnlyList<DataType> Types => types;

    /// <summary>The shapes of an element's tensors; none where they may have any.</summary>
    public IReadOnlyList<TensorShape> Shapes { get; init; } = [];

    /// <summary>Where elements are taken from at random; null for the first in, first out.</summary>
    public SharedGenerator? Generator { get; init; }

    /// <summary>The elements that stay behind to choose from, as long as more may come.</summary>
    public long LeastLeft { get; init; }

    /// <summary>The number of elements.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _elements.Count;
            }
        }
    }

    /// <summary>Whether no more elements may come.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_lock)
            {
                return _isClosed;
            }
        }
    }

    /// <summary>Lets no more elements come.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }

    /// <summary>Adds elements.</summary>
    /// <exception cref="OperationException">The queue is closed, or there is no room.</exception>
    public void Add(IReadOnlyCollection<Tensor[]> elements)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                throw new OperationException(ModelErrorCode.Cancelled, $"Queue '{name}' is closed.");
            }

            if (capacity >= 0 && _elements.Count + elements.Count > capacity)
            {
                throw new OperationException(ModelErrorCode.FailedPrecondition, $"Queue '{name}' holds {_elements.Count} of at most {capacity} elements: {elements.Count} more would wait for room that nobody may ever make.");
            }

            _elements.AddRange(elements);
        }
    }

    /// <summary>Takes elements out.</summary>
    /// <param name="count">How many.</param>
    /// <param name="isFewerEnough">Whether fewer will do, when no more can come.</param>
    /// <exception cref="OperationException">There are not as many.</exception>
    public Tensor[][] Take(int count, bool isFewerEnough = false)
    {
        lock (_lock)
        {
            long left = _isClosed ? 0 : LeastLeft;
            if (_elements.Count - left < count)
            {
                if (!_isClosed)
                {
                    throw new OperationException(ModelErrorCode.FailedPrecondition, $"Queue '{name}' has {_elements.Count} elements and {count} are asked for: the call would wait for elements that nobody may ever bring.");
                }

                if (!isFewerEnough || _elements.Count == 0)
                {
                    throw new OperationException(ModelErrorCode.OutOfRange, $"Queue '{name}' is closed and has insufficient elements (requested {count}, current size {_elements.Count})");
                }

                count = _elements.Count;
            }

            var taken = new Tensor[count][];
            for (int i = 0; i < count; i++)
            {
                int position = Generator is null ? i : (int)(Generator.TakeBlocks(1).Next().A % (uint)_elements.Count);
                taken[i] = _elements[position];
                if (Generator is not null)
                {
                    _elements[position] = _elements[^1];
                    _elements.RemoveAt(_elements.Count - 1);
                }
            }

            if (Generator is null)
            {
                _elements.RemoveRange(0, count);
            }

            return taken;
        }
    }
}
