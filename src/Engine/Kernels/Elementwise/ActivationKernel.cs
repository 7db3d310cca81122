using TypedModels.Engine.Compute;
using TypedModels.Engine.Compute.Matrix;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Replaces each element by a function of it, in one pass.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="activation">The function.</param>
internal sealed unsafe class ActivationKernel<T>(Activation activation) : Kernel
    where T : unmanaged
{
    private const int PieceLength = 16384;

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var result = context.OutputOver(0, 0, input.Shape);
        var work = new Work((T*)input.Pointer, (T*)result.Pointer, activation);
        if (result.Count <= PieceLength)
        {
            work.Execute(0, result.Count);
        }
        else
        {
            context.Share(result.Count, PieceLength, ref work);
        }
    }

    private readonly struct Work(T* source, T* target, Activation activation) : IRangeWork
    {
        // A piece at a time is copied and changed while it is in the cache.
        private const int ChunkLength = 2048;

        public void Execute(int start, int end)
        {
            for (int at = start; at < end; at += ChunkLength)
            {
                int count = Math.Min(ChunkLength, end - at);
                var chunk = new Span<T>(target + at, count);
                if (source != target)
                {
                    new ReadOnlySpan<T>(source + at, count).CopyTo(chunk);
                }

                Activations.Apply(activation, chunk);
            }
        }
    }
}
