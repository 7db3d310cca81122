namespace TypedModels.Engine.Text;

/// <summary>Collects the instructions that can be reached without taking a byte, in the order of preference, each once.</summary>
internal sealed class ClosureBuilder(RegexProgram program)
{
    private readonly int[] _seen = new int[program.Instructions.Length];
    private readonly List<int> _items = [];
    private readonly Stack<int> _pending = new();
    private int _generation;

    public void Clear()
    {
        _generation++;
        _items.Clear();
    }

    /// <summary>Adds what can be reached from an instruction; assertions that are not among <paramref name="holding"/> are kept.</summary>
    public void Add(int instruction, RegexAssertions holding)
    {
        _pending.Push(instruction);
        while (_pending.TryPop(out int next))
        {
            if (_seen[next] == _generation)
            {
                continue;
            }

            _seen[next] = _generation;
            var found = program.Instructions[next];
            switch (found.Opcode)
            {
                case RegexOpcode.Fork:
                    _pending.Push(found.Other);
                    _pending.Push(found.Next);
                    break;
                case RegexOpcode.Capture:
                    _pending.Push(found.Next);
                    break;
                case RegexOpcode.Assert when (found.Assertions & ~holding) == 0:
                    _pending.Push(found.Next);
                    break;
                case RegexOpcode.Fail:
                    break;
                default:
                    _items.Add(next);
                    break;
            }
        }
    }

    /// <summary>The instructions collected: a set in ascending order, or, where preference counts, up to the first that matches.</summary>
    public int[] ToItems(bool isLongest)
    {
        if (isLongest)
        {
            _items.Sort();
            return [.. _items];
        }

        int match = _items.IndexOf(RegexProgram.Match);
        return match < 0 ? [.. _items] : [.. _items[..(match + 1)]];
    }
}
