using TypedModels.Engine.Compute;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>Moves the channels of pictures to the end, where the kernels want them, and back.</summary>
internal static unsafe class ChannelOrder
{
    private const int PieceElements = 65_536;

    /// <summary>A copy with the two axes of each picture exchanged, in scratch memory.</summary>
    public static T* Exchanged<T>(KernelContext context, T* source, int images, int outer, int inner)
        where T : unmanaged
    {
        fixed (T* target = context.Scratch<T>(checked(images * outer * inner)))
        {
            Exchange(context, source, target, images, outer, inner);
            return target;
        }
    }

    /// <summary>Copies pictures with their two axes exchanged.</summary>
    /// <param name="context">The call.</param>
    /// <param name="source">The pictures.</param>
    /// <param name="target">The copies.</param>
    /// <param name="images">How many pictures.</param>
    /// <param name="outer">The length of a picture's outer axis.</param>
    /// <param name="inner">The length of a picture's inner axis.</param>
    public static void Exchange<T>(KernelContext context, T* source, T* target, int images, int outer, int inner)
        where T : unmanaged
    {
        var work = new Work<T>(source, target, outer, inner);
        context.Share(checked(images * inner), Math.Max(1, PieceElements / Math.Max(1, outer)), ref work);
    }

    private readonly struct Work<T>(T* source, T* target, int outer, int inner) : IRangeWork
        where T : unmanaged
    {
        public void Execute(int start, int end)
        {
            for (int line = start; line < end; line++)
            {
                T* from = source + ((nint)(line / inner) * outer * inner) + (line % inner);
                T* to = target + ((nint)line * outer);
                for (int i = 0; i < outer; i++)
                {
                    to[i] = from[(nint)i * inner];
                }
            }
        }
    }
}
