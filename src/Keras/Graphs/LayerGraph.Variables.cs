using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Graphs;

internal sealed partial class LayerGraph
{
    /// <summary>The value of a weight; of one that is asked for twice it is the same node.</summary>
    public GraphTensor Read(Weight weight)
    {
        if (!_values.TryGetValue(weight, out var value))
        {
            _values.Add(weight, value = Node("ReadVariableOp").Named("Read").Input(Handle(weight)).With("dtype", weight.DataType).Output());
        }

        return value;
    }

    /// <summary>Gives a weight another value.</summary>
    /// <returns>The operation that does it, for nodes that wait for it.</returns>
    public string Assign(Weight weight, GraphTensor value) => Node("AssignVariableOp").Input(Handle(weight)).Input(value).Add();

    // Variables are named from the root, whichever scope is open.
    private GraphTensor Handle(Weight weight)
    {
        if (IsFunction)
        {
            throw KerasFault.Unsupported($"a function that it applies at each step has a weight of its own, '{weight.Name}'");
        }

        if (!_handles.TryGetValue(weight, out var handle))
        {
            // Files of weights are read by the names of variables: another one would be another weight's.
            string name = weight.Path;
            if (!Names.TryTake(name))
            {
                throw KerasFault.Unsupported($"Two of the model's layers or inputs would both have the name '{weight.Path}' in its graph", "Call one of them something else and save the model again");
            }

            _handles.Add(weight, handle = Node("VarHandleOp").Fixed(name).With("dtype", weight.DataType).With("shape", weight.Shape).With("shared_name", name).With("container", "").Output());
        }

        return handle;
    }

    private sealed class ReferenceComparer : IEqualityComparer<Weight>
    {
        public static ReferenceComparer Instance { get; } = new();

        public bool Equals(Weight? left, Weight? right) => ReferenceEquals(left, right);

        public int GetHashCode(Weight weight) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(weight);
    }
}
