using TypedModels.Engines;
using TypedModels.TensorFlow.Execution;

namespace TypedModels.TensorFlow.Variables;

/// <summary>Values for variables, in TensorFlow's memory, that one run gives them; or a session that has them already, which takes the place of one that other loads of the model use.</summary>
internal sealed class VariableRestore(TensorFlowSession session, VariableTensors values, LoadedModel? replacement, LoadedModel prepared) : PreparedRestore
{
    private bool _isOver;

    public override void Commit()
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        bool isReplaced = session.Commit(values, replacement, prepared);
        End(isReplaced ? null : replacement);
    }

    public override void Dispose() => End(replacement);

    private void End(LoadedModel? unused)
    {
        if (!_isOver)
        {
            _isOver = true;
            values.Dispose();
            unused?.Part.Release();
        }
    }
}
