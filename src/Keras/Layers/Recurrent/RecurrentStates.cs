using TypedModels.Formats;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>
/// What a stateful layer remembers from call to call. Keras 3 counts it among the weights that training does not change, so that files hold it (<c>_create_state_variables</c> in <c>keras/src/layers/rnn/rnn.py</c>);
/// before, each layer began with zeros.
/// </summary>
/// <param name="states">The weights, one for each state of the cell.</param>
/// <param name="axes">How their axes lie.</param>
internal sealed class RecurrentStates(IReadOnlyList<Weight> states, RecurrentAxes axes)
{
    private bool _isUsed;

    /// <summary>The states before the first step.</summary>
    public IReadOnlyList<GraphTensor> Read(LayerGraph graph, DataType type) => [.. states.Select(state => axes.EnterStep(graph, graph.Cast(graph.Read(state), type)))];

    /// <summary>Remembers states once they are known; what is returned waits for that.</summary>
    /// <exception cref="ModelFormatException">A call of the same layer did before.</exception>
    public IReadOnlyList<GraphTensor> Keep(LayerGraph graph, IReadOnlyList<GraphTensor> after, IReadOnlyList<GraphTensor> results)
    {
        if (_isUsed)
        {
            throw KerasFault.Unsupported("it is stateful and the model calls it twice");
        }

        _isUsed = true;
        string[] assigned = [.. states.Zip(after, (state, value) => graph.Assign(state, axes.LeaveStep(graph, graph.Cast(value, state.DataType))))];
        return [.. results.Select(result => graph.Node("Identity").Input(result).WaitFor(assigned).Output())];
    }
}
