using System.Numerics;

namespace TypedModels.Engine.Kernels.Sorting;

/// <summary>
/// Finds the places of the largest numbers of a row; of equal ones, the first are larger. The largest so far are a heap with the smallest of them in front, kept as TensorFlow
/// keeps its own, so that they come in the same order where nobody asked for one.
/// </summary>
internal readonly unsafe ref struct TopSelection<T>
    where T : unmanaged, INumber<T>
{
    private readonly T* _numbers;
    private readonly Span<int> _places;

    private TopSelection(T* numbers, Span<int> places)
    {
        _numbers = numbers;
        _places = places;
    }

    /// <summary>Brings the places of the largest numbers to the front of <paramref name="places"/>.</summary>
    /// <param name="row">The numbers.</param>
    /// <param name="places">Room for one place more than there are numbers.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="isSorted">Whether the largest comes first.</param>
    public static void Select(ReadOnlySpan<T> row, Span<int> places, int count, bool isSorted)
    {
        fixed (T* numbers = row)
        {
            if (count < row.Length)
            {
                new TopSelection<T>(numbers, places).Select(row.Length, count);
            }
            else
            {
                for (int i = 0; i < row.Length; i++)
                {
                    places[i] = i;
                }
            }

            if (isSorted || count == row.Length)
            {
                Sort(places[..count], new Order(numbers));
            }
        }
    }

    private void Select(int length, int count)
    {
        if (count == 0)
        {
            return;
        }

        for (int i = 0; i <= count; i++)
        {
            _places[i] = i;
        }

        for (int parent = (count - 1) / 2; parent >= 0; parent--)
        {
            Sink(parent, count + 1, _places[parent]);
        }

        DropFront(count);
        for (int i = count + 1; i < length; i++)
        {
            if (IsBetter(i, _places[0]))
            {
                Rise(count, 0, i);
                DropFront(count);
            }
        }
    }

    /// <summary>Takes the front off a heap of one place more than are wanted.</summary>
    private void DropFront(int count)
    {
        int last = _places[count];
        _places[count] = _places[0];
        Sink(0, count, last);
    }

    /// <summary>Moves a hole down to the bottom, then a place up from there.</summary>
    private void Sink(int hole, int length, int place)
    {
        int top = hole, child = hole;
        while (child < (length - 1) / 2)
        {
            child = 2 * (child + 1);
            child -= IsBetter(_places[child], _places[child - 1]) ? 1 : 0;
            _places[hole] = _places[child];
            hole = child;
        }

        if ((length & 1) == 0 && child == (length - 2) / 2)
        {
            child = (2 * child) + 1;
            _places[hole] = _places[child];
            hole = child;
        }

        Rise(hole, top, place);
    }

    private void Rise(int hole, int top, int place)
    {
        for (int parent = (hole - 1) / 2; hole > top && IsBetter(_places[parent], place); parent = (hole - 1) / 2)
        {
            _places[hole] = _places[parent];
            hole = parent;
        }

        _places[hole] = place;
    }

    /// <summary>Sorts places by the numbers there, with a heap: the library's own sort makes an object of the order, for each call.</summary>
    private static void Sort(Span<int> places, Order order)
    {
        for (int parent = (places.Length / 2) - 1; parent >= 0; parent--)
        {
            SinkLast(places, parent, order);
        }

        for (int end = places.Length - 1; end > 0; end--)
        {
            (places[0], places[end]) = (places[end], places[0]);
            SinkLast(places[..end], 0, order);
        }
    }

    private static void SinkLast(Span<int> heap, int parent, Order order)
    {
        int place = heap[parent];
        for (int child = (2 * parent) + 1; child < heap.Length; child = (2 * parent) + 1)
        {
            child += child + 1 < heap.Length && order.Compare(heap[child + 1], heap[child]) > 0 ? 1 : 0;
            if (order.Compare(heap[child], place) <= 0)
            {
                break;
            }

            heap[parent] = heap[child];
            parent = child;
        }

        heap[parent] = place;
    }

    private bool IsBetter(int left, int right) => _numbers[right] < _numbers[left] || (!(_numbers[right] > _numbers[left]) && left < right);

    private readonly struct Order(T* numbers)
    {
        public int Compare(int left, int right)
        {
            int order = numbers[right].CompareTo(numbers[left]);
            return order != 0 ? order : left.CompareTo(right);
        }
    }
}
