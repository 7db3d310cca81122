using System.Collections;

namespace TypedModels.Engine.Tests.Support;

/// <summary>A list that counts how often somebody goes through it.</summary>
/// <param name="items">The items.</param>
internal sealed class CountedList<T>(IReadOnlyList<T> items) : IReadOnlyList<T>
{
    /// <summary>How often it was looked at.</summary>
    public int Looks { get; private set; }

    public int Count => Looked().Count;

    public T this[int index] => Looked()[index];

    public IEnumerator<T> GetEnumerator() => Looked().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IReadOnlyList<T> Looked()
    {
        Looks++;
        return items;
    }
}
