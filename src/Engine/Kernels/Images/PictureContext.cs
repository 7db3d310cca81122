namespace TypedModels.Engine.Kernels.Images;

/// <summary>What kernels of pictures share.</summary>
internal static class PictureContext
{
    // Some tens of microseconds of pixels.
    private const int ElementsBetweenLooks = 3 * 4096;

    /// <summary>Ends the kernel when the call should end; looks only now and then, by the position in a loop over pixels.</summary>
    public static void ThrowIfCancelledEvery(this KernelContext context, int position)
    {
        if (position % ElementsBetweenLooks == 0)
        {
            context.ThrowIfCancelled();
        }
    }
}
