using TypedModels.Engine.Compute;

namespace TypedModels.Engine.Text;

/// <summary>
/// Runs a program over a text with all its alternatives side by side, each with the groups it has captured: time in proportion to program × text, whatever the pattern.
/// Not for several threads at once.
/// </summary>
internal sealed class PikeMachine
{
    // Bytes between two looks at the wish to stop, less one; a byte may take as long as the program is.
    private const int LookMask = 0xf;

    private readonly RegexInstruction[] _instructions;
    private readonly int _start;
    private readonly int _slots;
    private readonly int[] _captured;
    private readonly int[] _best;
    private readonly Stack<(int Instruction, int Slot, int Value)> _pending = new();
    private Threads _current;
    private Threads _next;

    public PikeMachine(RegexProgram program, int groups)
    {
        _instructions = program.Instructions;
        _start = program.Start;
        _slots = 2 * (groups + 1);
        _captured = new int[_slots];
        _best = new int[_slots];
        _current = new Threads(_instructions.Length, _slots);
        _next = new Threads(_instructions.Length, _slots);
    }

    /// <summary>Searches a text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">Where the search begins.</param>
    /// <param name="end">Where a match ends at the latest.</param>
    /// <param name="isAnchored">Whether the match must begin at <paramref name="start"/>.</param>
    /// <param name="mustEnd">Whether the match must end at <paramref name="end"/>.</param>
    /// <param name="groups">Takes the beginning and end of the match and of each group, −1 for a group that took no part.</param>
    /// <param name="stop">Whether to go on.</param>
    public bool Search(ReadOnlySpan<byte> text, int start, int end, bool isAnchored, bool mustEnd, Span<int> groups, StopSignal? stop)
    {
        bool isFound = false;
        _current.Clear();
        for (int position = start; ; position++)
        {
            if ((position & LookMask) == 0)
            {
                stop?.ThrowIfRaised();
            }

            if (!isFound && (!isAnchored || position == start))
            {
                _captured.AsSpan().Fill(-1);
                _captured[0] = position;
                Follow(_current, _start, text, position);
            }

            if (_current.Count == 0 && (isFound || isAnchored))
            {
                break;
            }

            _next.Clear();
            isFound |= Step(text, position, end, mustEnd);
            (_current, _next) = (_next, _current);
            if (position == end)
            {
                break;
            }
        }

        if (isFound)
        {
            _best.AsSpan(0, groups.Length).CopyTo(groups);
        }

        return isFound;
    }

    private bool Step(ReadOnlySpan<byte> text, int position, int end, bool mustEnd)
    {
        int value = position < end ? text[position] : -1;
        for (int i = 0; i < _current.Count; i++)
        {
            ref readonly var instruction = ref _instructions[_current.Instruction(i)];
            if (instruction.Opcode == RegexOpcode.Match)
            {
                if (mustEnd && position != end)
                {
                    continue;
                }

                _current.Captured(i).CopyTo(_best);
                _best[1] = position;
                return true;
            }

            if (value >= instruction.Low && value <= instruction.High)
            {
                _current.Captured(i).CopyTo(_captured);
                Follow(_next, instruction.Next, text, position + 1);
            }
        }

        return false;
    }

    /// <summary>Adds the threads that an instruction leads to without taking a byte.</summary>
    private void Follow(Threads threads, int from, ReadOnlySpan<byte> text, int position)
    {
        _pending.Push((from, -1, 0));
        while (_pending.TryPop(out var next))
        {
            if (next.Slot >= 0)
            {
                _captured[next.Slot] = next.Value;
                continue;
            }

            if (!threads.Visit(next.Instruction))
            {
                continue;
            }

            ref readonly var instruction = ref _instructions[next.Instruction];
            switch (instruction.Opcode)
            {
                case RegexOpcode.Fork:
                    _pending.Push((instruction.Other, -1, 0));
                    _pending.Push((instruction.Next, -1, 0));
                    break;
                case RegexOpcode.Capture:
                    // What was captured before comes back when the alternatives inside are done.
                    if (instruction.Other < _slots)
                    {
                        _pending.Push((0, instruction.Other, _captured[instruction.Other]));
                        _captured[instruction.Other] = position;
                    }

                    _pending.Push((instruction.Next, -1, 0));
                    break;
                case RegexOpcode.Assert:
                    if ((instruction.Assertions & ~Holding(text, position)) == 0)
                    {
                        _pending.Push((instruction.Next, -1, 0));
                    }

                    break;
                case RegexOpcode.Fail:
                    break;
                default:
                    threads.Add(next.Instruction, _captured);
                    break;
            }
        }
    }

    private static RegexAssertions Holding(ReadOnlySpan<byte> text, int position)
    {
        var holding = RegexAssertions.None;
        if (position == 0)
        {
            holding |= RegexAssertions.BeginText | RegexAssertions.BeginLine;
        }
        else if (text[position - 1] == '\n')
        {
            holding |= RegexAssertions.BeginLine;
        }

        if (position == text.Length)
        {
            holding |= RegexAssertions.EndText | RegexAssertions.EndLine;
        }
        else if (text[position] == '\n')
        {
            holding |= RegexAssertions.EndLine;
        }

        bool isBoundary = (position > 0 && LazyAutomaton.IsWord(text[position - 1])) != (position < text.Length && LazyAutomaton.IsWord(text[position]));
        return holding | (isBoundary ? RegexAssertions.WordBoundary : RegexAssertions.NoWordBoundary);
    }

    /// <summary>The alternatives at one position, in the order of preference.</summary>
    private sealed class Threads(int instructions, int slots)
    {
        private readonly int[] _list = new int[instructions];
        private readonly int[] _seen = new int[instructions];
        private int[] _captured = new int[slots * 8];
        private int _generation = 1;

        public int Count { get; private set; }

        public void Clear()
        {
            Count = 0;
            _generation++;
        }

        public bool Visit(int instruction)
        {
            if (_seen[instruction] == _generation)
            {
                return false;
            }

            _seen[instruction] = _generation;
            return true;
        }

        public void Add(int instruction, ReadOnlySpan<int> captured)
        {
            if ((Count + 1) * slots > _captured.Length)
            {
                Array.Resize(ref _captured, 2 * _captured.Length);
            }

            captured.CopyTo(_captured.AsSpan(Count * slots));
            _list[Count++] = instruction;
        }

        public int Instruction(int index) => _list[index];

        public ReadOnlySpan<int> Captured(int index) => _captured.AsSpan(index * slots, slots);
    }
}
