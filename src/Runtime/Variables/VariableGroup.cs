using TypedModels.Engines;

namespace TypedModels.Runtime.Variables;

/// <summary>
/// Loaded models that use one another's variables: one model most often, or an encoder with its decoders. What changes variables is done by one at a time, and for all models of the group together.
/// </summary>
internal sealed class VariableGroup
{
    private readonly Lock _gate = new();
    private readonly List<ModelSession> _members = [];

    /// <summary>Adds a model that is loaded while nothing of the group changes.</summary>
    /// <param name="load">Loads it.</param>
    public ModelSession Add(Func<ModelSession> load)
    {
        lock (_gate)
        {
            var session = load();
            try
            {
                if (session.WritesSharedVariables)
                {
                    // The others may have taken for constants what it writes.
                    Change([], _members);
                }
            }
            catch
            {
                session.Dispose();
                throw;
            }

            _members.Add(session);
            return session;
        }
    }

    /// <summary>Takes a model out; its variables stay for as long as others use them.</summary>
    public void Remove(ModelSession session)
    {
        lock (_gate)
        {
            _members.Remove(session);
        }
    }

    /// <summary>Does something for a model while nothing else of the group changes.</summary>
    /// <param name="session">The model; it is not freed meanwhile.</param>
    /// <param name="action">What is done.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public T Alone<T>(ModelSession session, Func<T> action)
    {
        lock (_gate)
        {
            session.RequireOpen();
            return action();
        }
    }

    /// <summary>Gives variables other values: in each model that uses them, at once.</summary>
    /// <param name="values">The values.</param>
    /// <exception cref="FormatException">A value cannot be read; nothing has changed.</exception>
    /// <exception cref="ModelException">An engine cannot take the values; nothing has changed.</exception>
    public void Change(IReadOnlyList<(ModelVariable Variable, VariableData Data)> values)
    {
        lock (_gate)
        {
            var holders = values.Select(value => value.Variable.Holder).ToHashSet();
            Change(values, _members.Where(member => member.Variables.Any(variable => holders.Contains(variable.Holder))));
        }
    }

    /// <summary>Does something for a model while no variable changes; where calls of the models change variables, while none runs.</summary>
    /// <param name="session">The model; it is not freed meanwhile.</param>
    /// <param name="action">What is done.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void Hold(ModelSession session, Action action)
    {
        lock (_gate)
        {
            session.RequireOpen();
            if (_members.Any(member => member.ChangesState))
            {
                WithoutCalls(_members, action);
            }
            else
            {
                action();
            }
        }
    }

    private static void Change(IReadOnlyList<(ModelVariable Variable, VariableData Data)> values, IEnumerable<ModelSession> members)
    {
        var data = values.ToDictionary(value => value.Variable.Holder, value => value.Data);
        var affected = members.ToArray();
        var prepared = new List<PreparedRestore>();
        try
        {
            foreach (var member in affected)
            {
                var changed = member.Variables.Where(variable => data.ContainsKey(variable.Holder) && (variable.Shared is null || !member.KeepsSharedValuesOnce));
                prepared.Add(member.Prepare([.. changed.Select(variable => new VariableValue(variable.Engine, data[variable.Holder]))]));
            }

            WithoutCalls(affected, () => prepared.ForEach(change => change.Commit()));
        }
        finally
        {
            prepared.ForEach(change => change.Dispose());
        }
    }

    private static void WithoutCalls(IReadOnlyCollection<ModelSession> members, Action action)
    {
        try
        {
            foreach (var member in members)
            {
                member.Pause();
            }

            foreach (var member in members)
            {
                member.AwaitCalls();
            }

            action();
        }
        finally
        {
            foreach (var member in members)
            {
                member.Resume();
            }
        }
    }
}
