using TypedModels.TensorFlow.Execution;

namespace TypedModels.TensorFlow.Sharing;

/// <summary>Finds the sessions that loads of one model use together. It keeps none alive. Any number of threads.</summary>
internal sealed class SharedSessions
{
    private readonly Dictionary<SharingKey, Place> _places = [];
    private readonly Lock _gate = new();

    /// <summary>How many models are remembered, for tests.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _places.Count;
            }
        }
    }

    /// <summary>Uses the session of an earlier load, or loads. Of several loads of one model at a time one does the work.</summary>
    /// <param name="key">What the loads have in common.</param>
    /// <param name="load">Loads the model.</param>
    /// <param name="cancellationToken">Ends the wait for another load.</param>
    public GraphPart Open(SharingKey key, Func<GraphPart> load, CancellationToken cancellationToken)
    {
        var place = Enter(key);
        try
        {
            place.Turn.Wait(cancellationToken);
            try
            {
                return place.TryJoin() ?? place.Fill(load());
            }
            finally
            {
                place.Turn.Release();
            }
        }
        finally
        {
            Leave(place);
        }
    }

    private Place Enter(SharingKey key)
    {
        lock (_gate)
        {
            foreach (var (known, _) in _places.Where(place => place.Value.IsIdle && !place.Key.Equals(key)).ToArray())
            {
                _places.Remove(known);
            }

            if (!_places.TryGetValue(key, out var place))
            {
                _places.Add(key, place = new Place());
            }

            place.Visitors++;
            return place;
        }
    }

    private void Leave(Place place)
    {
        lock (_gate)
        {
            place.Visitors--;
        }
    }

    /// <summary>Where loads of one model meet.</summary>
    private sealed class Place
    {
        private WeakReference<GraphPart>? _part;

        // Without a handle of the system as long as nobody asks for one: nothing to dispose.
        public SemaphoreSlim Turn { get; } = new(1);

        public int Visitors { get; set; }

        public bool IsIdle => Visitors == 0 && !(_part is not null && _part.TryGetTarget(out var part) && part.Native.IsOffered);

        public GraphPart? TryJoin() => _part is not null && _part.TryGetTarget(out var part) && part.TryJoin() ? part : null;

        public GraphPart Fill(GraphPart part)
        {
            part.Native.Offer();
            _part = new WeakReference<GraphPart>(part);
            return part;
        }
    }
}
