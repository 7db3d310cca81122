using TypedModels.Engines;
using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Variables;

/// <summary>The variables of a loaded model: they are set and read by running the session, beside the calls.</summary>
/// <param name="native">The session.</param>
/// <param name="names">The names of the model in its graph.</param>
/// <param name="slots">The variables, in the model's order.</param>
internal sealed unsafe class SessionVariables(NativeSession native, PartNames names, VariableSlot[] slots)
{
    private readonly Dictionary<string, int> _positions = slots.Index().ToDictionary(slot => slot.Item.Variable.Node, slot => slot.Index, StringComparer.Ordinal);
    private readonly RunSets _assigned = new();
    private readonly RunSets _fetched = new();

    /// <summary>The variable of a node, or null.</summary>
    public EngineVariable? Find(string node) => _positions.TryGetValue(node, out int position) ? slots[position].Variable : null;

    /// <summary>Reads values into memory, which are then ready to be assigned.</summary>
    /// <exception cref="FormatException">A value cannot be read.</exception>
    /// <exception cref="ModelException">A value is none for its variable.</exception>
    public VariableTensors Take(string model, IReadOnlyList<VariableValue> values, CancellationToken cancellationToken)
    {
        var ordered = new SortedDictionary<int, VariableData>();
        foreach (var value in values)
        {
            ordered[Position(model, value.Variable)] = value.Data;
        }

        var tensors = new VariableTensors(native.Library, native.Held, [.. ordered.Keys]);
        try
        {
            foreach (var (place, (position, data)) in ordered.Index())
            {
                cancellationToken.ThrowIfCancellationRequested();
                ValueReading.Read(model, slots[position].Variable, data, tensors, place);
            }

            return tensors;
        }
        catch
        {
            tensors.Dispose();
            throw;
        }
    }

    /// <summary>Gives variables values.</summary>
    /// <exception cref="TensorFlowException">Some may have been set, others not.</exception>
    public void Assign(VariableTensors values)
    {
        foreach (var (start, count) in _assigned.Of(values.Positions))
        {
            var run = values.Positions.AsSpan(start, count);
            SessionRun.Run(native.Library, native.Session, Select(run, slot => slot.Value), values.Pointer + start, [], null, Select(run, slot => slot.Assign));
        }
    }

    /// <summary>Gives variables other values; where that fails, those that they had.</summary>
    /// <exception cref="ModelException">Nothing has changed.</exception>
    public void Replace(string model, VariableTensors values)
    {
        values.Held = native.Held;
        using var before = Fetch(values.Positions, out _);
        using var copies = Copy(before);
        try
        {
            Assign(values);
        }
        catch (TensorFlowException e)
        {
            string words = TensorFlowMessage.Parse(names.Strip(e.Message)).Text;
            string outcome = TryAssign(copies) ? "Nothing has changed: it has the values that it had." : "Those that it had could not be put back either: load it again.";
            throw new ModelException(model, $"{model} cannot take other values of its variables: {words}. {outcome}", e);
        }
    }

    /// <summary>Lets go of the memory of variables. Those of TensorFlow 1 have a shape that they keep.</summary>
    public void Empty(IEnumerable<string> nodes)
    {
        int[] positions = [.. nodes.Select(node => _positions[node]).Where(position => slots[position].Variable.IsResource).Order()];
        using var nothing = new VariableTensors(native.Library, native.Held, positions);
        for (int place = 0; place < positions.Length; place++)
        {
            nothing.Allocate(place, slots[positions[place]].Variable.DataType, [0]);
        }

        TryAssign(nothing);
    }

    /// <summary>Tells the values of variables.</summary>
    /// <exception cref="ModelException">One has none.</exception>
    public void Read(string model, IReadOnlyList<EngineVariable> variables, VariableReader read)
    {
        int[] positions = [.. variables.Select(variable => Position(model, variable)).Distinct().Order()];
        using var values = Fetch(positions, out var failure);
        foreach (var variable in variables)
        {
            int place = Array.BinarySearch(positions, Position(model, variable));
            if (values.Pointer[place] is null)
            {
                string words = failure is null ? "" : ": " + TensorFlowMessage.Parse(names.Strip(failure.Message)).Text.TrimEnd('.');
                throw new ModelException(model, $"{model}: the variable '{variable.Node}' has no value{words}. Nothing restored or initialised it; restore a checkpoint that holds it.", failure);
            }

            Tell(model, variable, values.View(place, variable.DataType), read);
        }
    }

    private static void Tell(string model, EngineVariable variable, TensorView value, VariableReader read)
    {
        if (value.Length > Array.MaxLength)
        {
            throw new ModelException(model, $"{model}: the variable '{variable.Node}' takes {value.Length} bytes; at most {Array.MaxLength} can be read.");
        }

        bool isText = variable.DataType == DataType.String;
        read(variable, value.Shape, isText ? [] : value.Bytes, isText ? value.ReadTexts() : null);
    }

    /// <summary>The values that variables have; null in the places of those that have none.</summary>
    /// <param name="positions">The variables, ascending.</param>
    /// <param name="failure">Why the last of those without a value has none.</param>
    private VariableTensors Fetch(int[] positions, out TensorFlowException? failure)
    {
        failure = null;
        var values = new VariableTensors(native.Library, native.Held, positions);
        foreach (var (start, count) in _fetched.Of(positions))
        {
            failure = TryFetch(values, start, count) ?? failure;
            for (int place = start; failure is not null && count > 1 && place < start + count; place++)
            {
                // One that has no value fails the run of all.
                failure = TryFetch(values, place, 1) ?? failure;
            }
        }

        return values;
    }

    private TensorFlowException? TryFetch(VariableTensors values, int start, int count)
    {
        try
        {
            SessionRun.Run(native.Library, native.Session, [], null, Select(values.Positions.AsSpan(start, count), slot => slot.Read), values.Pointer + start, []);
            return null;
        }
        catch (TensorFlowException e)
        {
            return e;
        }
    }

    /// <summary>The values that are there, ready to be assigned. Those of TensorFlow 1's variables are copied: an assignment writes into the memory that was read.</summary>
    private VariableTensors Copy(VariableTensors values)
    {
        int[] places = [.. Enumerable.Range(0, values.Positions.Length).Where(place => values.Pointer[place] is not null)];
        var copies = new VariableTensors(native.Library, native.Held, [.. places.Select(place => values.Positions[place])]);
        for (int i = 0; i < places.Length; i++)
        {
            var variable = slots[values.Positions[places[i]]].Variable;
            if (variable.IsResource)
            {
                copies.Pointer[i] = values.Pointer[places[i]];
                values.Pointer[places[i]] = null;
            }
            else
            {
                ValueReading.Copy(values.View(places[i], variable.DataType), variable.DataType, copies, i);
            }
        }

        return copies;
    }

    private bool TryAssign(VariableTensors values)
    {
        try
        {
            Assign(values);
            return true;
        }
        catch (TensorFlowException)
        {
            return false;
        }
    }

    private int Position(string model, EngineVariable variable) => _positions.TryGetValue(variable.Node, out int position)
        ? position
        : throw new ModelException(model, $"{model} has no variable '{variable.Node}'.");

    private T[] Select<T>(ReadOnlySpan<int> positions, Func<VariableSlot, T> select) => Array.ConvertAll(positions.ToArray(), position => select(slots[position]));
}
