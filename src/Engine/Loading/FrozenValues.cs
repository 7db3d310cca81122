using TypedModels.Engine.Kernels.State;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Loading;

/// <summary>The values that variables keep in all calls of plans that are being made: those that they are to be given, else those that they have.</summary>
/// <param name="given">The values that they are to be given.</param>
internal sealed class FrozenValues(IReadOnlyDictionary<Variable, Tensor> given)
{
    private readonly Dictionary<Variable, Tensor> _read = [];
    private HashSet<Variable> _used = [];

    /// <summary>The value, or null when signatures write the variable, or nothing gave it one.</summary>
    /// <exception cref="OperationException">It was let go of and cannot be read again.</exception>
    public Tensor? Of(Variable variable)
    {
        if (variable.IsWritten)
        {
            return null;
        }

        if (!given.TryGetValue(variable, out var value) && !_read.TryGetValue(variable, out value) && variable.HasValue)
        {
            _read.Add(variable, value = variable.Read());
        }

        if (value is not null)
        {
            _used.Add(variable);
        }

        return value;
    }

    /// <summary>The variables whose values were taken since this was last asked.</summary>
    public IReadOnlySet<Variable> TakeUsed()
    {
        var used = _used;
        _used = [];
        return used;
    }
}
