using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TypedModels.Engines;

namespace TypedModels.Benchmarks;

/// <summary>The engine's frame, without the runtime's checks.</summary>
internal sealed class FrameLoop(EngineSession session) : Contestant("CallFrame")
{
    private readonly CallFrame _frame = session.CreateFrame(0);

    public override void Call(int calls)
    {
        ReadOnlySpan<long> shape = [3];
        for (int call = 0; call < calls; call++)
        {
            Left.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, float>(ref _frame.Input(0, shape)), 3));
            Right.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, float>(ref _frame.Input(1, shape)), 3));
            _frame.Run(default);
            if (_frame.OutputShape(0) is not [3])
            {
                throw new InvalidOperationException("The model answered with another shape.");
            }

            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, float>(ref Unsafe.AsRef(in _frame.Output(0))), 3).CopyTo(Sum);
            _frame.Clear();
        }
    }

    public override void Dispose()
    {
        _frame.Dispose();
        base.Dispose();
    }
}
