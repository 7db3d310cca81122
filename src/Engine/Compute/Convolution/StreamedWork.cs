namespace TypedModels.Engine.Compute.Convolution;

/// <summary>
/// A convolution of each channel by itself with the convolution before it, the one behind it, or both, a few rows at a time: what they hand on to each other stays in the second-level cache
/// and is never there as a whole. An item is a band of rows of a picture. Every element is computed as it would be alone, wherever bands and steps end.
/// </summary>
/// <param name="first">The convolution before.</param>
/// <param name="middle">The sizes of the one that takes each channel by itself.</param>
/// <param name="filter">Its filter: height, width, channel.</param>
/// <param name="bias">What it adds to each pixel, or null.</param>
/// <param name="end">What it ends with.</param>
/// <param name="last">The convolution behind: one pixel wide.</param>
internal unsafe struct StreamedWork(ConvolutionRows first, ConvolutionShape middle, float* filter, float* bias, Matrix.ProductEnd<float> end, ConvolutionRows last) : IRangeWork
{
    // With what the filters take, this much is at home in the second-level cache.
    private const int BufferBytes = 192 * 1024;
    private const int MostRows = 8;

    /// <summary>Whether there is a convolution before.</summary>
    public required bool HasFirst { get; init; }

    /// <summary>Whether there is a convolution behind.</summary>
    public required bool HasLast { get; init; }

    /// <summary>The pictures, with the zeros around them that the first convolution needs.</summary>
    public required float* Input { get; init; }

    /// <summary>What is added to the result, or null.</summary>
    public required float* Addend { get; init; }

    /// <summary>The result.</summary>
    public required float* Output { get; init; }

    /// <summary>How many bands a picture is cut into.</summary>
    public required int Bands { get; init; }

    /// <summary>Memory for as many threads as there are, <see cref="BufferLength"/> elements each.</summary>
    public float* Buffers { get; set; }

    /// <summary>For each thread's memory whether it is in use.</summary>
    public int* Claims { get; set; }

    /// <summary>The number of items.</summary>
    public readonly int Count => checked(middle.Images * Bands);

    /// <summary>The elements that a thread needs.</summary>
    public readonly int BufferLength => checked(FirstLength + (HasLast ? Rows * middle.Width.Output * middle.InputChannels : 0));

    /// <summary>The rows that are computed at a time.</summary>
    public readonly int Rows => Math.Clamp(BufferBytes / sizeof(float) / Math.Max(1, middle.Height.Stride * SourceRow), 1, Math.Max(1, Math.Min(MostRows, middle.Height.Output)));

    private readonly int SourceRow => middle.Width.Input * middle.InputChannels;

    private readonly int FirstLength => HasFirst ? checked((((Rows - 1) * middle.Height.Stride) + ((middle.Height.Filter - 1) * middle.Height.Dilation) + 1) * SourceRow) : 0;

    /// <inheritdoc/>
    public readonly void Execute(int start, int end)
    {
        int slot = 0;
        while (Interlocked.CompareExchange(ref Claims[slot], 1, 0) != 0)
        {
            // There are as many as threads, so that one is free.
            slot++;
        }

        float* buffer = Buffers + ((nint)slot * BufferLength);
        for (int item = start; item < end; item++)
        {
            int image = item / Bands, band = item % Bands;
            Band(buffer, image, (int)((long)band * middle.Height.Output / Bands), (int)((band + 1L) * middle.Height.Output / Bands));
        }

        Volatile.Write(ref Claims[slot], 0);
    }

    private readonly void Band(float* buffer, int image, int start, int endRow)
    {
        int step = Rows, sourceRow = SourceRow, middleRow = middle.Width.Output * middle.InputChannels, resultRow = HasLast ? last.RowLength : middleRow;
        float* handedOn = buffer + FirstLength;
        int held = 0, heldEnd = 0;
        for (int row = start; row < endRow; row += step)
        {
            int rows = Math.Min(step, endRow - row);
            nint place = (((nint)image * middle.Height.Output) + row) * resultRow;
            float* source = Input + ((nint)image * middle.Height.Input * sourceRow);
            if (HasFirst)
            {
                Fill(buffer, image, row, rows, ref held, ref heldEnd);
                source = buffer - ((nint)held * sourceRow);
            }

            float* target = HasLast ? handedOn : Output + place;
            new DepthwiseWork<float>(middle with { Images = 1 }, source, filter, bias, end, target - ((nint)row * middleRow)).Execute(row, row + rows);
            if (HasLast)
            {
                last.Compute(handedOn, 0, rows, Output + place, Addend is null ? null : Addend + place);
            }
        }
    }

    /// <summary>Brings the rows into the buffer that the next step reads: what it has of them already moves to the front.</summary>
    private readonly void Fill(float* buffer, int image, int row, int rows, ref int held, ref int heldEnd)
    {
        int sourceRow = SourceRow, top = (row * middle.Height.Stride) - middle.Height.Before;
        int needed = Math.Max(0, top);
        int neededEnd = Math.Clamp(top + ((rows - 1) * middle.Height.Stride) + ((middle.Height.Filter - 1) * middle.Height.Dilation) + 1, needed, Math.Max(needed, middle.Height.Input));
        if (needed < heldEnd)
        {
            nint bytes = (nint)(heldEnd - needed) * sourceRow * sizeof(float);
            Buffer.MemoryCopy(buffer + ((nint)(needed - held) * sourceRow), buffer, bytes, bytes);
        }
        else
        {
            heldEnd = needed;
        }

        held = needed;
        if (heldEnd < neededEnd)
        {
            first.Compute(Input + (image * first.PictureLength), heldEnd, neededEnd - heldEnd, buffer + ((nint)(heldEnd - held) * sourceRow), null);
            heldEnd = neededEnd;
        }
    }
}
