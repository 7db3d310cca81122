using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.Recurrent;

namespace TypedModels.Engine.Passes.Recurrent;

/// <summary>A loop of which each variable has a role that a recurrent layer knows; what the states become is for <see cref="Recognise"/> to find out.</summary>
internal sealed class RecurrentLoop
{
    /// <summary>More nodes than the body of such a loop has.</summary>
    public const int MostNodes = 160;

    private readonly Graph _body;
    private readonly Graph _condition;
    private readonly List<int> _states = [];
    private readonly List<(int Counter, int Input, long Value)> _bounds = [];
    private readonly bool[] _isUnchanged;
    private readonly bool[] _isCounter;
    private int? _outputs;
    private Node? _input;

    private RecurrentLoop(Graph body, Graph condition)
    {
        _body = body;
        _condition = condition;
        _isUnchanged = new bool[body.Arguments.Count];
        _isCounter = new bool[body.Arguments.Count];
    }

    /// <summary>What each variable is.</summary>
    public RecurrentRoles Roles { get; private set; } = null!;

    /// <summary>What the body computes from the element of the list that is read.</summary>
    public NodeOutput Input => _input!.Output(0);

    /// <summary>Takes a loop apart, or gives null where a variable has no such role. The loop's own functions stay as they are.</summary>
    public static RecurrentLoop? Of(Node node, Action<Graph> simplify)
    {
        var original = node.Functions!["body"][0];
        Graph body = new GraphCopy(original).Graph, condition = new GraphCopy(node.Functions["cond"][0]).Graph;
        var loop = new RecurrentLoop(body, condition);
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            loop._isUnchanged[i] = FixArguments.IsUnchanged(original, i);
            if (loop._isUnchanged[i] && node.Inputs[i].Constant is not null)
            {
                FixArguments.Fix(body, i, node.Inputs[i]);
                FixArguments.Fix(condition, i, node.Inputs[i]);
            }
        }

        simplify(body);
        simplify(condition);
        return body.Targets.Count == 0 && condition.Targets.Count == 0 && loop.FindRoles() && loop.FindBounds(condition.Results[0], depth: 0) && loop.Complete() ? loop : null;
    }

    /// <summary>The equations of the states, or null where they are others.</summary>
    public IRecurrentEquations? Recognise() => _states switch
    {
        [var only] => Outputs(only) ? GatedRecurrentEquations.Of(this, Argument(only), Result(only)) : null,
        [var first, var second] => Memory(first, second) ?? Memory(second, first),
        _ => null,
    };

    private LongShortTermEquations? Memory(int hidden, int cells)
    {
        if (!Outputs(hidden) || LongShortTermEquations.Of(this, Argument(hidden), Result(hidden), Argument(cells), Result(cells)) is not { } equations)
        {
            return null;
        }

        Roles = Roles with { Hidden = hidden, Cells = cells };
        return equations;
    }

    private bool Outputs(int hidden) => _outputs is not { } list || Result(list).Node.Inputs[2] == Result(hidden);

    private NodeOutput Argument(int index) => _body.Arguments[index].Output(0);

    private NodeOutput Result(int index) => Behind(_body.Results[index]);

    private bool FindRoles()
    {
        for (int i = 0; i < _isUnchanged.Length; i++)
        {
            var result = Result(i);
            _isUnchanged[i] |= result == Argument(i);
            if (_isUnchanged[i])
            {
                continue;
            }

            _isCounter[i] = IsNext(result, Argument(i));
            if (!_isCounter[i] && result.Type == DataType.Float)
            {
                _states.Add(i);
            }
            else if (!_isCounter[i])
            {
                if (_outputs is not null || result.Node is not { Operation: "TensorListSetItem", ControlInputs.Count: 0 } set || set.Inputs[0] != Argument(i))
                {
                    return false;
                }

                _outputs = i;
            }
        }

        foreach (var node in _body.InOrder().Where(node => node.Operation == "TensorListGetItem"))
        {
            if (_input is not null || node.ControlInputs.Count > 0 || node.OutputTypes is not [DataType.Float])
            {
                return false;
            }

            _input = node;
        }

        return _input is not null;
    }

    /// <summary>What the counters are compared with before each round.</summary>
    private bool FindBounds(NodeOutput value, int depth)
    {
        value = Behind(value);
        var node = value.Node;
        if (node is { Operation: "LogicalAnd", ControlInputs.Count: 0 })
        {
            return depth < 4 && FindBounds(node.Inputs[0], depth + 1) && FindBounds(node.Inputs[1], depth + 1);
        }

        if (node is not { Operation: "Less", ControlInputs.Count: 0 } || Find(_condition, node.Inputs[0]) is not { } counter || !_isCounter[counter])
        {
            return false;
        }

        var bound = node.Inputs[1];
        int input = Find(_condition, bound) ?? -1;
        if (input >= 0 ? !_isUnchanged[input] : bound.Constant is not { Rank: 0, Type: DataType.Int32 or DataType.Int64 })
        {
            return false;
        }

        _bounds.Add((counter, input, input >= 0 ? 0 : bound.Constant!.Integer(0)));
        return true;
    }

    private bool Complete()
    {
        if (Find(_body, _input!.Inputs[0]) is not { } list || !_isUnchanged[list] || Find(_body, _input.Inputs[1]) is not { } position || !_isCounter[position] || _states.Count == 0 || _bounds.Count == 0)
        {
            return false;
        }

        var roles = new RecurrentRoles([.. _isCounter], [.. _bounds], list, position, _states[0], null, _outputs, null, 0, AreOutputsRead: true);
        if (_outputs is { } outputs)
        {
            var place = Result(outputs).Node.Inputs[1];
            if (Find(_body, place) is { } counter)
            {
                if (!_isCounter[counter])
                {
                    return false;
                }

                roles = roles with { OutputCounter = counter };
            }
            else if (place.Constant is { Rank: 0, Type: DataType.Int32 } constant && constant.Integer(0) >= 0)
            {
                roles = roles with { OutputPlace = (int)constant.Integer(0) };
            }
            else
            {
                return false;
            }
        }

        Roles = roles;
        return true;
    }

    private static bool IsNext(NodeOutput value, NodeOutput before) =>
        before.Type is DataType.Int32 or DataType.Int64 && value.Node is { Operation: "Add" or "AddV2", ControlInputs.Count: 0 } sum
        && ((sum.Inputs[0] == before && IsOne(sum.Inputs[1])) || (sum.Inputs[1] == before && IsOne(sum.Inputs[0])));

    private static bool IsOne(NodeOutput value) => value.Constant is { Rank: 0, Type: DataType.Int32 or DataType.Int64 } constant && constant.Integer(0) == 1;

    private static int? Find(Graph function, NodeOutput value)
    {
        for (int i = 0; i < function.Arguments.Count; i++)
        {
            if (function.Arguments[i] == value.Node)
            {
                return i;
            }
        }

        return null;
    }

    private static NodeOutput Behind(NodeOutput value)
    {
        while (value.Node is { Operation: "Identity", ControlInputs.Count: 0 })
        {
            value = value.Node.Inputs[0];
        }

        return value;
    }
}
