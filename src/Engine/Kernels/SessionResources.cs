using System.Collections.Concurrent;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels;

/// <summary>
/// The state of one loaded model: what its operations keep from call to call, by name. Nothing of it is shared with another load, but for variables that the model was loaded to
/// share. Any number of threads.
/// </summary>
internal sealed class SessionResources : IDisposable
{
    // By kind, then by name.
    private readonly ConcurrentDictionary<Type, ConcurrentDictionary<string, object>> _resources = new();

    /// <param name="model">The model's name, for messages.</param>
    /// <param name="budget">Who pays for its memory.</param>
    /// <param name="assets">The files that operations may read.</param>
    public SessionResources(string model, MemoryBudget budget, IReadOnlyCollection<string> assets)
    {
        Model = model;
        Budget = budget;
        Assets = assets.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The model's name.</summary>
    public string Model { get; }

    /// <summary>Who pays for the model's memory.</summary>
    public MemoryBudget Budget { get; }

    /// <summary>The files of the model, by absolute path: no operation reads any other.</summary>
    public IReadOnlySet<string> Assets { get; }

    /// <summary>Whether operations may read files that are none of the model's.</summary>
    public bool MayReadFiles { get; init; }

    /// <summary>The checkpoint that the model is restored from: the path without <c>.index</c>, or null.</summary>
    public string? CheckpointPrefix { get; init; }

    /// <summary>The resource of a name, made when it is first asked for.</summary>
    public T GetOrAdd<T>(string name, Func<string, T> create)
        where T : class => (T)OfKind<T>().GetOrAdd(name, create);

    /// <summary>Puts a resource in the place of the one of a name, for handles that are made from now on.</summary>
    public void Set<T>(string name, T resource)
        where T : class => OfKind<T>()[name] = resource;

    /// <summary>All resources of a kind.</summary>
    public IEnumerable<T> All<T>()
        where T : class => OfKind<T>().Values.Cast<T>();

    /// <summary>Frees what holds threads or files.</summary>
    public void Dispose()
    {
        foreach (object resource in _resources.Values.SelectMany(kind => kind.Values))
        {
            (resource as IDisposable)?.Dispose();
        }
    }

    private ConcurrentDictionary<string, object> OfKind<T>() => _resources.GetOrAdd(typeof(T), _ => new ConcurrentDictionary<string, object>(StringComparer.Ordinal));
}
