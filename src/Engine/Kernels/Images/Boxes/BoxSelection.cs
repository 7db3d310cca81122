namespace TypedModels.Engine.Kernels.Images.Boxes;

/// <summary>
/// Non-maximum suppression: takes the boxes by falling score, those that overlap one taken before too much not at all, or with a lower score (soft, Bodla et al. 2017).
/// </summary>
internal ref struct BoxSelection
{
    private const int StepsBetweenLooks = 4096;

    private readonly KernelContext _context;
    private readonly ReadOnlySpan<Box> _boxes;
    private readonly ReadOnlySpan<float> _overlaps;
    private readonly Span<Candidate> _heap;
    private readonly float _threshold;
    private readonly float _softness;
    private readonly float _leastScore;
    private int _heapCount;
    private int _steps;

    /// <summary>Prepares a selection.</summary>
    /// <param name="context">Gives memory.</param>
    /// <param name="boxes">The boxes; empty where <paramref name="overlaps"/> tells.</param>
    /// <param name="overlaps">How much each box overlaps each other one, a square matrix; empty where <paramref name="boxes"/> tell.</param>
    /// <param name="scores">A score for each.</param>
    /// <param name="threshold">The most that two boxes may overlap.</param>
    /// <param name="leastScore">Boxes are taken whose score is larger.</param>
    /// <param name="sigma">The width of the soft form; 0 for the hard one.</param>
    public BoxSelection(KernelContext context, ReadOnlySpan<Box> boxes, ReadOnlySpan<float> overlaps, ReadOnlySpan<float> scores, float threshold, float leastScore, float sigma)
    {
        (_context, _threshold, _leastScore, _softness) = (context, threshold, leastScore, sigma > 0 ? -0.5f / sigma : 0);
        _boxes = boxes;
        _overlaps = overlaps;
        _heap = context.Scratch<Candidate>(scores.Length);
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] > leastScore)
            {
                Push(new Candidate(scores[i], i, 0));
            }
        }
    }

    private readonly bool IsSoft => _softness != 0;

    /// <summary>Selects at most as many boxes as there is room for; gives how many.</summary>
    /// <param name="selected">Their places.</param>
    /// <param name="scores">Their scores.</param>
    public int Select(Span<int> selected, Span<float> scores)
    {
        int count = 0;
        while (count < selected.Length && _heapCount > 0)
        {
            var next = Pop();
            float score = next.Score;
            bool suppressed = false;
            for (int j = count - 1; j >= next.Compared; j--)
            {
                LookAround();
                float overlap = Overlap(next.Index, selected[j]);
                if (!IsSoft && overlap > _threshold)
                {
                    suppressed = true;
                    break;
                }

                score *= IsSoft ? MathF.Exp(_softness * overlap * overlap) : 1;
                if (score <= _leastScore)
                {
                    break;
                }
            }

            if (suppressed)
            {
                continue;
            }

            if (score == next.Score)
            {
                selected[count] = next.Index;
                scores[count++] = score;
            }
            else if (score > _leastScore)
            {
                Push(new Candidate(score, next.Index, count));
            }
        }

        return count;
    }

    private readonly float Overlap(int box, int other) => _overlaps.IsEmpty ? _boxes[box].OverlapWith(_boxes[other]) : _overlaps[box * (int)Math.Sqrt(_overlaps.Length) + other];

    private void LookAround()
    {
        if (++_steps % StepsBetweenLooks == 0)
        {
            _context.ThrowIfCancelled();
        }
    }

    private void Push(Candidate candidate)
    {
        int place = _heapCount++;
        while (place > 0 && candidate.IsBefore(_heap[(place - 1) / 2]))
        {
            _heap[place] = _heap[(place - 1) / 2];
            place = (place - 1) / 2;
        }

        _heap[place] = candidate;
    }

    private Candidate Pop()
    {
        var first = _heap[0];
        var last = _heap[--_heapCount];
        int place = 0;
        while (2 * place + 1 < _heapCount)
        {
            int child = 2 * place + 1;
            child += child + 1 < _heapCount && _heap[child + 1].IsBefore(_heap[child]) ? 1 : 0;
            if (!_heap[child].IsBefore(last))
            {
                break;
            }

            _heap[place] = _heap[child];
            place = child;
        }

        _heap[place] = last;
        return first;
    }

    // Compared: how many of the selected boxes it was compared with.
    private readonly record struct Candidate(float Score, int Index, int Compared)
    {
        public bool IsBefore(in Candidate other) => Score > other.Score || (Score == other.Score && Index < other.Index);
    }
}
