using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Images.Patches;

/// <summary>ExtractImagePatches and ExtractVolumePatches: every window as one vector of channels, of any type.</summary>
/// <param name="axes">The axes that windows move along: 2 or 3.</param>
/// <param name="windows">The sizes of the windows, with the batch's and the channels' 1 around.</param>
/// <param name="strides">Their strides, likewise.</param>
/// <param name="rates">Their dilations, likewise.</param>
/// <param name="same">Whether the border is padded.</param>
internal sealed class ExtractPatchesKernel(int axes, int[] windows, int[] strides, int[] rates, bool same) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        if (input.Rank != axes + 2)
        {
            throw OperationException.InvalidArgument($"input must be {axes + 2}-dimensional{input.Shape}");
        }

        // Two axes are three, the first of length one.
        var planes = axes == 3 ? Axis(input, 1) : new WindowedAxis(1, 1, 1, 1, 1, 0);
        var rows = Axis(input, axes - 1);
        var columns = Axis(input, axes);
        int channels = input[^1];
        long patch = (long)planes.Window * rows.Window * columns.Window * channels;
        var shape = axes == 3
            ? Shape.From([input[0], planes.Count, rows.Count, columns.Count, patch])
            : Shape.From([input[0], rows.Count, columns.Count, patch]);
        var output = context.Output(0, shape);
        if (output.Count == 0)
        {
            return;
        }

        Elements.Clear(output, 0, output.Count);
        int target = 0;
        for (int window = 0; window < input[0] * planes.Count * rows.Count * columns.Count; window++)
        {
            context.ThrowIfCancelled();
            int column = window % columns.Count;
            int row = window / columns.Count % rows.Count;
            int plane = window / columns.Count / rows.Count % planes.Count;
            int image = window / columns.Count / rows.Count / planes.Count;
            for (int place = 0; place < planes.Window * rows.Window; place++, target += columns.Window * channels)
            {
                long z = planes.Place(plane, place / rows.Window);
                long y = rows.Place(row, place % rows.Window);
                if (planes.Contains(z) && rows.Contains(y))
                {
                    int start = (int)(((long)image * planes.Size + z) * rows.Size + y) * columns.Size * channels;
                    CopyRow(input, output, columns, column, start, target, channels);
                }
            }
        }
    }

    private static void CopyRow(Tensor input, Tensor output, in WindowedAxis columns, int column, int start, int target, int channels)
    {
        for (int offset = 0; offset < columns.Window; offset++)
        {
            long x = columns.Place(column, offset);
            if (columns.Contains(x))
            {
                Elements.Copy(input, start + (int)x * channels, output, target + offset * channels, channels);
            }
        }
    }

    private WindowedAxis Axis(Tensor input, int axis) => WindowedAxis.Create(input[axis], windows[axis], strides[axis], rates[axis], same);
}
