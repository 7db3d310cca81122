using TypedModels.Engine.Kernels.State;
using TypedModels.Engine.Memory;
using TypedModels.Engines;

namespace TypedModels.Engine.Loading;

/// <summary>Values for variables that are read, and the plans that go with them.</summary>
/// <param name="session">Whose they are.</param>
/// <param name="values">The values.</param>
/// <param name="plans">The plans of all signatures.</param>
internal sealed class ManagedRestore(ManagedSession session, Dictionary<Variable, Tensor> values, SignaturePlan[] plans) : PreparedRestore
{
    private Dictionary<Variable, Tensor>? _values = values;
    private SignaturePlan[] _plans = plans;

    public override void Commit()
    {
        var committed = _values ?? throw new InvalidOperationException("A restore is committed that was committed before, or disposed.");
        session.Commit(committed, _plans);
        Dispose();
    }

    public override void Dispose()
    {
        _values = null;
        _plans = [];
    }
}
