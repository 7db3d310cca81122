using TypedModels.Engine.Compute.Convolution;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>Pictures with zeros around them.</summary>
internal static unsafe class PaddedPictures
{
    /// <summary>A copy with the zeros that a convolution reads, in scratch memory; the pictures themselves where it reads none.</summary>
    /// <param name="context">The call.</param>
    /// <param name="source">The pictures.</param>
    /// <param name="plane">The sizes.</param>
    /// <param name="slices">How many planes each picture has.</param>
    public static T* Of<T>(KernelContext context, T* source, in ConvolutionShape plane, int slices = 1)
        where T : unmanaged
    {
        if (!plane.IsPadded)
        {
            return source;
        }

        int images = checked(plane.Images * slices);
        fixed (T* padded = context.Scratch<T>(checked((int)(plane.PaddedLength * slices))))
        {
            var work = new PadWork<T>(
                source, padded, plane.Height.Input, plane.Width.Input * plane.InputChannels, plane.Height.Before, checked(plane.Width.Before * plane.InputChannels),
                plane.Height.Read, checked(plane.Width.Read * plane.InputChannels), images);
            context.Share(work.Count, work.PieceLength, ref work);
            return padded;
        }
    }
}
