using System.Collections;

namespace TypedModels.Runtime.Loading;

/// <summary>A list that is made when it is first looked at.</summary>
/// <param name="create">Makes it.</param>
internal sealed class DeferredList<T>(Func<IReadOnlyList<T>> create) : IReadOnlyList<T>
{
    private readonly Lazy<IReadOnlyList<T>> _items = new(create);

    public int Count => _items.Value.Count;

    public T this[int index] => _items.Value[index];

    public IEnumerator<T> GetEnumerator() => _items.Value.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
