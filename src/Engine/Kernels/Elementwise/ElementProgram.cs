using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Functions that follow one another, carried out on pieces that stay in the first-level cache: what they hand on to each other is never written to memory.</summary>
internal sealed unsafe class ElementProgram
{
    // Where it is pinned, work that threads share can point to it; the kernel keeps it alive.
    private readonly ElementStep[] _steps;
    private readonly int _operands;
    private readonly int _buffers;
    private readonly int _mostAtOnce;

    /// <param name="steps">The functions, in order.</param>
    /// <param name="operands">The number of operands.</param>
    /// <param name="elementSize">The size of every element, in bytes.</param>
    public ElementProgram(ReadOnlySpan<ElementStep> steps, int operands, int elementSize)
    {
        _steps = GC.AllocateUninitializedArray<ElementStep>(steps.Length, pinned: true);
        steps.CopyTo(_steps);
        _operands = operands;
        _mostAtOnce = ElementwiseBuffers.Bytes / elementSize;
        foreach (var step in steps)
        {
            _buffers = Math.Max(_buffers, step.Target + 1);
            Nanoseconds += step.Function.Nanoseconds;
        }
    }

    /// <summary>The number of operands.</summary>
    public int OperandCount => _operands;

    /// <summary>The number of functions.</summary>
    public int Length => _steps.Length;

    /// <summary>The functions, in order.</summary>
    public ReadOnlySpan<ElementStep> Steps => _steps;

    /// <summary>About what one element takes.</summary>
    public double Nanoseconds { get; }

    /// <summary>The program as a function; valid as long as this object is referred to.</summary>
    public Function AsFunction => new((ElementStep*)Unsafe.AsPointer(ref _steps[0]), _steps.Length, _operands, _buffers, _mostAtOnce);

    /// <summary>A program as a function.</summary>
    internal readonly struct Function(ElementStep* steps, int length, int operandCount, int buffers, int mostAtOnce) : IElementFunction
    {
        /// <inheritdoc/>
        public int MostAtOnce => mostAtOnce;

        /// <inheritdoc/>
        [SkipLocalsInit]
        public void Run(void** operands, void* result, int count)
        {
            byte* memory = stackalloc byte[buffers * ElementwiseBuffers.Stride];
            void** all = stackalloc void*[operandCount + buffers];
            void** own = stackalloc void*[BroadcastLayout.MaxOperands];
            for (int i = 0; i < operandCount + buffers; i++)
            {
                all[i] = i < operandCount ? operands[i] : memory + ((i - operandCount) * ElementwiseBuffers.Stride);
            }

            for (int i = 0; i < length; i++)
            {
                ElementStep* step = steps + i;
                own[0] = all[step->First];
                own[1] = all[step->Second];
                own[2] = all[step->Third];
                step->Function.Run(own, i == length - 1 ? result : all[operandCount + step->Target], count);
            }
        }
    }
}
